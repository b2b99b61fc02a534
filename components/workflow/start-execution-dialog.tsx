'use client'

import { Play, RefreshCw } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useJsonProblem } from '@/components/code/use-json-problem'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { startExecution } from '@/lib/console/actions/start-execution'
import { newExecutionName } from '@/lib/execution/new-execution-name'
import { useFormat } from '@/lib/i18n/use-format'
import { nameProblem } from '@/lib/shared/execution-name'
import { indentJson } from '@/lib/shared/indent-json'
import { MAX_INPUT_BYTES, utf8Bytes } from '@/lib/shared/input-size'
import { InputField } from './input-field'
import { useServerAct } from './use-server-act'
import { type StartInputs, useStartInputs } from './use-start-inputs'

interface StartExecutionDialogProps {
  workflow: { arn: string; name: string }
  /** The input to begin with (running again, say); else the newest one used, else the definition's example. */
  initialInput?: string
  onClose: () => void
}

const NAME_ERRORS = { empty: 'nameEmpty', 'too-long': 'nameTooLong', character: 'nameCharacter' } as const

const firstInput = ({ recent, example }: StartInputs) => (recent[0] ? indentJson(recent[0].input) : (example ?? '{}'))

const makeName = (workflow: string) => newExecutionName(workflow, crypto.getRandomValues(new Uint8Array(4)))

/** Asks for name and input and starts an execution, whose page then opens. What is typed stays when something goes wrong. */
export function StartExecutionDialog({ workflow, initialInput, onClose }: StartExecutionDialogProps) {
  const t = useTranslations('workflows.start')
  const format = useFormat()
  const offered = useStartInputs(workflow.arn)
  const [name, setName] = useState(() => makeName(workflow.name))
  const [typed, setTyped] = useState<string | null>(() =>
    initialInput === undefined ? null : indentJson(initialInput),
  )
  const input = typed ?? (offered ? firstInput(offered) : '')
  const waiting = typed === null && offered === null

  const jsonProblem = useJsonProblem(input)
  const size = utf8Bytes(input)
  const inputError =
    size > MAX_INPUT_BYTES
      ? t('tooLarge', { size: format.bytes(size) })
      : jsonProblem && !waiting && t('lineError', { line: jsonProblem.line, problem: jsonProblem.message })
  const nameError = nameProblem(name)
  const { busy, error, run } = useServerAct(() => startExecution({ stateMachineArn: workflow.arn, name, input }))
  const ready = !busy && !waiting && !nameError && !inputError

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (ready) run()
  }

  // Caught on its way down: the editor would make a new line of it.
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    submit()
  }

  return (
    <Dialog
      open
      keep
      onOpenChange={(open) => !open && onClose()}
      width="lg"
      title={t('title', { name: workflow.name })}
      description={t('description')}
      footer={
        <Button variant="primary" type="submit" form="start-execution" disabled={!ready}>
          <Play size={14} aria-hidden />
          {t(busy ? 'starting' : 'submit')}
        </Button>
      }
    >
      <form id="start-execution" className="flex flex-col gap-4" onSubmit={submit} onKeyDownCapture={submitByKey}>
        {error && <InlineError error={error} />}
        <Field label={t('name')} hint={t('nameHint')} error={nameError && t(NAME_ERRORS[nameError])}>
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                autoFocus
                value={name}
                onChange={(event) => setName(event.target.value)}
                className="font-mono tracking-[-0.02em]"
                autoComplete="off"
                spellCheck={false}
              />
              <Button
                icon
                aria-label={t('newName')}
                title={t('newName')}
                onClick={() => setName(makeName(workflow.name))}
              >
                <RefreshCw size={14} aria-hidden />
              </Button>
            </div>
          )}
        </Field>
        <InputField
          value={input}
          onChange={setTyped}
          waiting={waiting}
          size={size}
          error={inputError || null}
          marks={jsonProblem?.marks}
          offered={offered}
        />
      </form>
    </Dialog>
  )
}
