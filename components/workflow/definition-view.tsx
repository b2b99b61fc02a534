'use client'

import { useTranslations } from 'use-intl'
import { JsonEditor } from '@/components/code/json-editor'
import { CopyButton } from '@/components/ui/copy-button'
import { Sheet } from '@/components/ui/sheet'
import { useFormat } from '@/lib/i18n/use-format'
import { utf8Bytes } from '@/lib/shared/input-size'

interface DefinitionViewProps {
  name: string
  /** The text as it was saved. */
  definition: string
}

/** A workflow's definition to read, search (Ctrl+F) and copy. */
export function DefinitionView({ name, definition }: DefinitionViewProps) {
  const t = useTranslations('workflows.workflow')
  const format = useFormat()
  return (
    <Sheet className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden">
      <div className="flex items-center gap-2 py-2 pr-2 pl-4">
        <h2 className="flex-1 text-h2">{t('definition')}</h2>
        <span className="text-ink-3 text-meta tabular-nums">
          {t('size', { size: format.bytes(utf8Bytes(definition)), lines: definition.split('\n').length })}
        </span>
        <CopyButton text={definition} />
      </div>
      <div className="mx-2 mb-2 min-h-0 flex-1 overflow-hidden rounded-control bg-well shadow-well">
        <JsonEditor value={definition} label={`${t('definition')}: ${name}`} />
      </div>
    </Sheet>
  )
}
