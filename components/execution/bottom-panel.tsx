'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { Tabs } from '@/components/ui/tabs'
import type { EventRow } from '@/lib/execution/event-row'
import type { ExecutionModel } from '@/lib/execution/execution-model'
import type { ExecutionSummary } from '@/lib/execution/execution-summary'
import type { TimelineRow } from '@/lib/execution/timeline'
import { useFormat } from '@/lib/i18n/use-format'
import { EventList } from './events/event-list'
import type { Panel } from './search-params'
import { TimelineLegend } from './timeline/timeline-legend'
import { TimelinePanel } from './timeline/timeline-panel'

interface BottomPanelProps {
  model: ExecutionModel
  summary: ExecutionSummary
  version: number
  height: number
  panel: Panel
  onPanel: (panel: Panel) => void
  selectedVisit: number | null
  selectedEvent: number | null
  onRow: (row: TimelineRow) => void
  onEvent: (row: EventRow) => void
}

/** The sheet under the graph: the timeline, or every event. */
export function BottomPanel(props: BottomPanelProps) {
  const { model, summary, version, height, panel, onPanel, selectedVisit, selectedEvent, onRow, onEvent } = props
  const t = useTranslations('execution')
  const format = useFormat()
  const [filter, setFilter] = useState('')
  const count = (value: number) => (
    <span className="font-normal text-ink-3 text-meta tabular-nums">{format.number(value)}</span>
  )
  return (
    <Sheet aria-label={t('panel')} className="min-h-0 shrink-0 overflow-hidden" style={{ height }}>
      <Tabs
        label={t('panel')}
        size="sm"
        on="sheet"
        className="h-full"
        barClassName="h-10 shrink-0 px-2 justify-between"
        panelClassName="flex-1"
        value={panel}
        onValueChange={onPanel}
        actions={
          panel === 'timeline' ? (
            <TimelineLegend />
          ) : (
            <Input
              type="search"
              value={filter}
              aria-label={t('events.filter')}
              placeholder={t('events.filter')}
              className="h-[26px] max-w-[260px] text-dense"
              onChange={(event) => setFilter(event.target.value)}
            />
          )
        }
        items={[
          {
            value: 'timeline',
            label: t('timeline.title'),
            after: count(model.visits.length),
            content: (
              <TimelinePanel visits={model.visits} summary={summary} selectedVisit={selectedVisit} onSelect={onRow} />
            ),
          },
          {
            value: 'events',
            label: t('events.title'),
            after: count(summary.events),
            content: (
              <EventList model={model} version={version} filter={filter} selected={selectedEvent} onSelect={onEvent} />
            ),
          },
        ]}
      />
    </Sheet>
  )
}
