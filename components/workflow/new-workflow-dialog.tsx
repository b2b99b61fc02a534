'use client'

import { type FormEvent, useDeferredValue, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CodeMark } from '@/components/code/code-mark'
import { JsonEditor } from '@/components/code/json-editor'
import { useJsonProblem } from '@/components/code/use-json-problem'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { validateDefinition } from '@/lib/asl/validate/validate-definition'
import { createWorkflow } from '@/lib/console/actions/create-workflow'
import { nameProblem } from '@/lib/shared/execution-name'
import { DiagnosticList } from './diagnostic-list'
import { useServerAct } from './use-server-act'

const FIRST = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": {
      "Type": "Pass",
      "Output": "{% 'Hello, ' & $states.input.name %}",
      "End": true
    }
  }
}
`

const NAME_ERRORS = { empty: 'nameEmpty', 'too-long': 'nameHint', character: 'nameHint' } as const

/** Makes a workflow from a definition, which is checked as it is typed. */
export function NewWorkflowDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('workflows.create')
  const [name, setName] = useState('')
  const [touched, setTouched] = useState(false)
  const [type, setType] = useState<'STANDARD' | 'EXPRESS'>('STANDARD')
  const [definition, setDefinition] = useState(FIRST)
  const checked = useDeferredValue(definition)
  const syntax = useJsonProblem(checked)
  const diagnostics = useMemo(
    () =>
      validateDefinition(checked, { type }).map((diagnostic) =>
        // The service's words for broken JSON quote half of the text; ours name the place.
        syntax
          ? { ...diagnostic, message: syntax.message, location: undefined, offset: syntax.marks[0]?.from }
          : diagnostic,
      ),
    [checked, type, syntax],
  )
  const marks = useMemo(
    () =>
      diagnostics.map(
        ({ offset = 0, severity, message }): CodeMark => ({
          from: offset,
          to: offset + 1,
          severity: severity === 'ERROR' ? 'error' : 'warning',
          message,
        }),
      ),
    [diagnostics],
  )
  const problem = nameProblem(name)
  const { busy, error, run } = useServerAct(() => createWorkflow({ name, type, definition }))
  const broken = diagnostics.some((diagnostic) => diagnostic.severity === 'ERROR')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (!problem && !busy) run()
  }

  return (
    <Dialog
      open
      keep
      onOpenChange={(open) => !open && onClose()}
      width="lg"
      title={t('title')}
      description={t('description')}
      footer={
        <Button variant="primary" type="submit" form="new-workflow" disabled={busy || broken}>
          {t(busy ? 'creating' : 'submit')}
        </Button>
      }
    >
      <form id="new-workflow" className="flex flex-col gap-4" onSubmit={submit}>
        {error && <InlineError error={error} />}
        <div className="flex items-start gap-4">
          <div className="flex-1">
            <Field label={t('name')} hint={t('nameHint')} error={touched && problem && t(NAME_ERRORS[problem])}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                  onBlur={() => setTouched(name !== '')}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </Field>
          </div>
          <div className="flex flex-col gap-1">
            <span className="font-medium text-dense text-ink-2">{t('type')}</span>
            <Segmented
              label={t('type')}
              on="sheet"
              value={type}
              onValueChange={setType}
              items={[
                { value: 'STANDARD', label: t('standard') },
                { value: 'EXPRESS', label: t('express') },
              ]}
            />
          </div>
        </div>
        <div className="flex flex-col gap-1">
          <span className="font-medium text-dense text-ink-2">{t('definition')}</span>
          <div className="h-[300px] overflow-hidden rounded-control bg-card shadow-e1 focus-within:outline-2 focus-within:outline-teal">
            <JsonEditor
              value={definition}
              onChange={setDefinition}
              label={t('definition')}
              describedBy="new-workflow-problems"
              marks={marks}
            />
          </div>
          <div id="new-workflow-problems" role="status">
            <DiagnosticList text={checked} diagnostics={diagnostics} />
          </div>
        </div>
      </form>
    </Dialog>
  )
}
