import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { StatusMark } from '@/components/ui/status-mark'
import type { TimelineRow } from '@/lib/execution/timeline'
import type { TimelineScale } from '@/lib/execution/timeline-scale'
import { useFormat } from '@/lib/i18n/use-format'
import { TimelineBars } from './timeline-bars'

interface TimelineRowViewProps {
  row: TimelineRow
  scale: TimelineScale
  startMs: number
  nowMs: number
  selected: boolean
  onSelect: (row: TimelineRow) => void
}

/** A row: number, status and name, then its bars, then how long it took. */
export function TimelineRowView({ row, scale, startMs, nowMs, selected, onSelect }: TimelineRowViewProps) {
  const t = useTranslations('execution')
  const common = useTranslations('common')
  const format = useFormat()
  const took = format.duration((row.endMs ?? nowMs) - row.startMs)
  const name = row.item === null ? row.name : t('item', { number: row.item })
  return (
    <button
      type="button"
      aria-label={t('timeline.row', { name, status: common(`status.${row.status}`), took })}
      aria-pressed={selected}
      onClick={() => onSelect(row)}
      className={classes(
        'flex h-full w-full items-center text-left text-dense outline-offset-[-2px] hover:bg-hover',
        selected && 'bg-model-soft hover:bg-model-soft',
      )}
    >
      <span
        className="flex w-[204px] shrink-0 items-center gap-1.5 overflow-hidden pr-2"
        style={{ paddingLeft: 10 + Math.min(row.depth, 6) * 14 }}
      >
        <span className="w-4 shrink-0 text-right font-mono text-[11px] text-ink-3">{row.number}</span>
        <StatusMark status={row.status} size={11} />
        <span className={classes('truncate', selected && 'font-semibold')}>{name}</span>
      </span>
      <span className="relative h-full min-w-0 flex-1 overflow-hidden">
        <TimelineBars row={row} scale={scale} startMs={startMs} nowMs={nowMs} />
      </span>
      <span className="w-20 shrink-0 whitespace-nowrap pr-3 text-right text-meta text-ink-3 tabular-nums">{took}</span>
    </button>
  )
}
