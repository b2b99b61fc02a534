'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { JsonEditor } from '@/components/code/json-editor'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { JsonSource } from '@/lib/asl/json-source'
import { stateText } from '@/lib/asl/state-text'
import type { VisitedState } from '@/lib/asl/visited-state'
import { indentJson } from '@/lib/shared/indent-json'

interface StateAboutProps {
  state: VisitedState
  source: JsonSource
  onClose: () => void
}

/** One state of a workflow: what it is, and its definition. */
export function StateAbout({ state, source, onClose }: StateAboutProps) {
  const t = useTranslations('workflows.workflow')
  const saved = stateText(source, state.location)
  const text = saved.includes('\n') ? saved : indentJson(saved)
  const comment = typeof state.state.Comment === 'string' ? state.state.Comment : null
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-h1" title={state.name}>
            {state.name}
          </h2>
          <p className="text-ink-3 text-meta">
            {state.state.Type} · {state.queryLanguage}
          </p>
        </div>
        <Button variant="ghost" size="sm" icon aria-label={t('closeInspector')} onClick={onClose}>
          <X size={16} aria-hidden />
        </Button>
      </div>
      {comment && <p className="mt-2 text-ink-2 text-read-2">{comment}</p>}
      <div className="mt-3 flex items-center">
        <h3 className="flex-1 font-medium text-dense text-ink-2">{t('stateDefinition')}</h3>
        <CopyButton text={text} />
      </div>
      <div className="-mx-2 mt-1 min-h-0 flex-1 overflow-hidden rounded-control bg-well shadow-well">
        <JsonEditor key={state.path} value={text} label={`${t('stateDefinition')}: ${state.name}`} wrap />
      </div>
    </>
  )
}
