'use client'

import { ListIndentIncrease } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { JsonEditor } from '@/components/code/json-editor'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Sheet } from '@/components/ui/sheet'
import { useFormat } from '@/lib/i18n/use-format'
import { indentJson } from '@/lib/shared/indent-json'
import { utf8Bytes } from '@/lib/shared/input-size'

interface DefinitionViewProps {
  name: string
  /** The text as it was saved. */
  definition: string
}

const lines = (text: string) => text.trimEnd().split('\n').length

/** A workflow's definition to read, search (Ctrl+F) and copy. */
export function DefinitionView({ name, definition }: DefinitionViewProps) {
  const t = useTranslations('workflows.workflow')
  const format = useFormat()
  const indented = useMemo(() => indentJson(definition), [definition])
  // Tools send definitions as one long line, which nobody can read.
  const [view, setView] = useState<'saved' | 'indented'>(lines(definition) === 1 ? 'indented' : 'saved')
  const text = view === 'saved' ? definition : indented
  return (
    <Sheet className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden">
      <div className="flex items-center gap-2 py-2 pr-2 pl-4">
        <h2 className="flex-1 text-h2">{t('definition')}</h2>
        <span className="text-ink-3 text-meta tabular-nums">
          {t('size', { size: format.bytes(utf8Bytes(definition)), lines: lines(definition) })}
        </span>
        {indented !== definition && indented !== definition.trimEnd() && (
          <Button
            size="sm"
            aria-pressed={view === 'indented'}
            onClick={() => setView(view === 'saved' ? 'indented' : 'saved')}
          >
            <ListIndentIncrease size={14} aria-hidden />
            {t('indented')}
          </Button>
        )}
        <CopyButton text={text} />
      </div>
      <div className="mx-2 mb-2 min-h-0 flex-1 overflow-hidden rounded-control bg-well shadow-well">
        <JsonEditor key={view} value={text} label={`${t('definition')}: ${name}`} />
      </div>
    </Sheet>
  )
}
