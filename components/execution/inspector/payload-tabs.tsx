'use client'

import { useTranslations } from 'use-intl'
import { JsonViewer } from '@/components/json/json-viewer'
import { Segmented } from '@/components/ui/segmented'
import type { Payload } from '@/lib/execution/visit-detail'
import { PAYLOADS, type PayloadTab } from '../search-params'

interface PayloadTabsProps {
  /** What there is to show; a tab without a payload is left out. */
  payloads: Partial<Record<PayloadTab, Payload>>
  /** The tab in the address; the fallback stands in when it isn't there. */
  value: PayloadTab | null
  fallback: PayloadTab
  onChange: (tab: PayloadTab) => void
  /** Said in place of a payload that has no text. */
  missing: string
}

/** Input, output, variables and request of a step, one at a time. */
export function PayloadTabs({ payloads, value, fallback, onChange, missing }: PayloadTabsProps) {
  const t = useTranslations('execution')
  const tabs = PAYLOADS.filter((tab) => payloads[tab] !== undefined)
  const open = value && payloads[value] ? value : fallback
  const payload = payloads[open]
  const bar = (
    <Segmented
      label={t('data.title')}
      size="sm"
      on="sheet"
      value={open}
      onValueChange={onChange}
      items={tabs.map((tab) => ({ value: tab, label: t(`data.${tab}`) }))}
    />
  )
  if (!payload?.text) {
    return (
      <div className="flex flex-col gap-2">
        <div className="flex">{bar}</div>
        <p className="rounded-control bg-well px-3 py-4 text-ink-3 text-read-2 shadow-well">{missing}</p>
      </div>
    )
  }
  return (
    <JsonViewer
      key={open}
      label={t(`data.${open}`)}
      text={payload.text}
      truncated={payload.truncated}
      bar={bar}
      className="h-full"
    />
  )
}
