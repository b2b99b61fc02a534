'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useRowHeight } from '@/components/ui/use-row-height'
import type { ExecutionSummary } from '@/lib/execution/execution-summary'
import { type TimelineRow, timelineEndMs, timelineRows } from '@/lib/execution/timeline'
import { timelinePercent, timelineScale } from '@/lib/execution/timeline-scale'
import type { Visit } from '@/lib/execution/visit'
import { useFormat } from '@/lib/i18n/use-format'
import { useClock } from '../use-clock'
import { TimelineRowView } from './timeline-row'

const COMPACT_ROW_PX = 20
const EVERY_MS = 200
/** Share of the axis that the label of now needs for itself. */
const NOW_ROOM = 0.06

interface TimelinePanelProps {
  visits: readonly Visit[]
  summary: ExecutionSummary
  selectedVisit: number | null
  onSelect: (row: TimelineRow) => void
}

/** Visits over time: attempts as bars, back-off hatched, Map items in lanes, and a line for now while it runs. */
export function TimelinePanel({ visits, summary, selectedVisit, onSelect }: TimelinePanelProps) {
  const t = useTranslations('execution')
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = useRowHeight(COMPACT_ROW_PX)
  const running = summary.endedAtMs === null
  const clock = useClock(running, EVERY_MS)
  const lastMs = visits.at(-1)?.enteredAtMs ?? summary.startedAtMs
  const nowMs = summary.endedAtMs ?? Math.max(clock, lastMs)
  const elapsedMs = Math.max(0, nowMs - summary.startedAtMs)
  const rows = timelineRows(visits)
  const scale = timelineScale(running ? timelineEndMs(rows, nowMs) - summary.startedAtMs : elapsedMs, running)
  const ticks = running
    ? scale.ticksMs.filter((tick) => Math.abs(tick - elapsedMs) > scale.spanMs * NOW_ROOM)
    : scale.ticksMs
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    initialRect: { width: 900, height: 300 },
  })
  // A virtualizer keeps the sizes it has asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes depend on the row's height
  useEffect(() => lines.measure(), [rowPx, lines])
  const selected = rows.findIndex((row) => row.visitId === selectedVisit)
  useEffect(() => {
    if (selected >= 0) lines.scrollToIndex(selected)
  }, [selected, lines])
  const atEnd = useRef(true)
  useEffect(() => {
    if (running && atEnd.current && selected < 0) lines.scrollToIndex(rows.length - 1)
  }, [running, rows.length, selected, lines])

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div aria-hidden className="relative ml-[204px] mr-20 h-[18px] shrink-0 text-meta text-ink-3 tabular-nums">
        {ticks.map((tick) => (
          <span
            key={tick}
            className="absolute whitespace-nowrap pl-1"
            style={{ left: `${timelinePercent(scale, tick)}%` }}
          >
            {tick === 0 ? '0' : format.duration(tick)}
          </span>
        ))}
        {running && (
          <span
            className="-translate-x-1/2 absolute whitespace-nowrap rounded-stone bg-run px-[5px] font-medium text-card"
            style={{ left: `${timelinePercent(scale, elapsedMs)}%` }}
          >
            {format.duration(elapsedMs)}
          </span>
        )}
      </div>
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden pb-2"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          atEnd.current = scrollTop + clientHeight > scrollHeight - rowPx
        }}
      >
        <ol aria-label={t('timeline.title')} className="relative" style={{ height: lines.getTotalSize() }}>
          {lines.getVirtualItems().map((line) => {
            const row = rows[line.index]
            if (!row) return null
            return (
              <li
                key={row.key}
                className="absolute left-0 w-full"
                style={{ height: rowPx, transform: `translateY(${line.start}px)` }}
              >
                <TimelineRowView
                  row={row}
                  scale={scale}
                  startMs={summary.startedAtMs}
                  nowMs={nowMs}
                  selected={row.visitId === selectedVisit && row.kind !== 'item'}
                  onSelect={onSelect}
                />
              </li>
            )
          })}
          <li aria-hidden className="pointer-events-none absolute inset-y-0 right-20 left-[204px]">
            {scale.ticksMs.map((tick) => (
              <s
                key={tick}
                className="absolute inset-y-0 w-px bg-line"
                style={{ left: `${timelinePercent(scale, tick)}%` }}
              />
            ))}
            {running && (
              <s
                className="absolute inset-y-0 w-[1.5px] bg-run opacity-80"
                style={{ left: `${timelinePercent(scale, elapsedMs)}%` }}
              />
            )}
          </li>
        </ol>
      </div>
    </div>
  )
}
