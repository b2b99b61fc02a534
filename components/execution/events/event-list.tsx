'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { useRowHeight } from '@/components/ui/use-row-height'
import { type EventRow, eventRow, matchesEvent } from '@/lib/execution/event-row'
import type { ExecutionModel } from '@/lib/execution/execution-model'
import { useFormat } from '@/lib/i18n/use-format'

const COMPACT_ROW_PX = 24
const GRID =
  'grid grid-cols-[52px_88px_minmax(150px,1.2fr)_minmax(120px,1fr)_minmax(120px,1.6fr)] items-center gap-2 px-3'
const TONES: Record<EventRow['tone'], string> = {
  neutral: 'text-ink-2',
  good: 'text-ok',
  bad: 'text-fail',
  time: 'text-time',
  abort: 'text-abort',
}

interface EventListProps {
  model: ExecutionModel
  /** Grows with the history. */
  version: number
  filter: string
  selected: number | null
  onSelect: (row: EventRow) => void
}

/** Every history event, one a line, newest last; only the lines in sight are mounted. */
export function EventList({ model, version, filter, selected, onSelect }: EventListProps) {
  const t = useTranslations('execution')
  const format = useFormat()
  const scroller = useRef<HTMLTableSectionElement>(null)
  const rowPx = useRowHeight(COMPACT_ROW_PX)
  const { events } = model.buffer
  // Lines are made as they come into sight: a history has up to 25,000.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the model's content
  const matching = useMemo(
    () =>
      filter.trim() === '' ? null : events.filter((event) => matchesEvent(eventRow(event, model.tracker), filter)),
    [model, version, filter],
  )
  const shown = matching ?? events
  const lines = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    initialRect: { width: 900, height: 300 },
  })
  // A virtualizer keeps the sizes it has asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes depend on the row's height
  useEffect(() => lines.measure(), [rowPx, lines])
  const startedAtMs = model.summary().startedAtMs
  const index = selected === null ? -1 : shown.findIndex((event) => event.id === selected)
  useEffect(() => {
    if (index >= 0) lines.scrollToIndex(index)
  }, [index, lines])

  if (shown.length === 0) {
    return (
      <p className="p-6 text-center text-ink-3 text-read-2">
        {filter ? t('events.noMatch', { filter }) : t('events.none')}
      </p>
    )
  }
  return (
    <table
      aria-label={t('events.title')}
      aria-rowcount={shown.length + 1}
      className="flex h-full min-h-0 flex-col text-dense"
    >
      <thead className="block shrink-0">
        <tr className={classes(GRID, 'h-6 text-left text-ink-3 text-meta [&>th]:font-medium')}>
          <th className="text-right">{t('events.id')}</th>
          <th className="text-right">{t('events.after')}</th>
          <th>{t('events.type')}</th>
          <th>{t('events.step')}</th>
          <th>{t('events.detail')}</th>
        </tr>
      </thead>
      <tbody ref={scroller} className="relative block min-h-0 flex-1 overflow-y-auto">
        <tr aria-hidden className="block" style={{ height: lines.getTotalSize() }} />
        {lines.getVirtualItems().map((line) => {
          const event = shown[line.index]
          if (!event) return null
          const row = eventRow(event, model.tracker)
          const here = row.id === selected
          return (
            <tr
              key={row.id}
              aria-rowindex={line.index + 2}
              onClick={() => onSelect(row)}
              className={classes(
                GRID,
                'absolute top-0 w-full cursor-pointer',
                here ? 'bg-model-soft' : 'hover:bg-hover',
              )}
              style={{ height: rowPx, transform: `translateY(${line.start}px)` }}
            >
              <td className="text-right font-mono text-ink-3 tabular-nums">{row.id}</td>
              <td className="text-right text-ink-3 tabular-nums" title={format.utc(row.atMs)}>
                {`+${format.duration(row.atMs - startedAtMs)}`}
              </td>
              <td className="min-w-0">
                <button
                  type="button"
                  aria-pressed={here}
                  className={classes(
                    'max-w-full truncate py-1 text-left font-mono tracking-[-0.02em]',
                    TONES[row.tone],
                  )}
                >
                  {row.type}
                </button>
              </td>
              <td className="truncate">
                {row.visit?.name}
                {row.visit && row.item !== null && (
                  <span className="text-ink-3">{` · ${t('item', { number: row.item })}`}</span>
                )}
              </td>
              <td className="truncate font-mono text-ink-2 tracking-[-0.02em]">{row.detail}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
