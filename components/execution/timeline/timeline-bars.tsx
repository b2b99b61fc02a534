import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import type { StepStatus } from '@/lib/execution/step-view'
import type { TimelineRow } from '@/lib/execution/timeline'
import { type TimelineScale, timelinePercent } from '@/lib/execution/timeline-scale'
import type { AttemptStatus } from '@/lib/execution/visit'

interface TimelineBarsProps {
  row: TimelineRow
  scale: TimelineScale
  startMs: number
  nowMs: number
}

const INSTANT_MS = 15
const SERVICE = 'bg-[color-mix(in_oklab,var(--ink)_62%,var(--sheet))]'
const MODEL = 'bg-[color-mix(in_oklab,var(--indigo)_72%,var(--sheet))]'
const HATCH =
  'bg-[repeating-linear-gradient(-52deg,var(--retry)_0_1.25px,transparent_1.25px_4.5px)] shadow-[inset_0_0_0_1px_var(--retry-soft)]'

const BAR: Record<Exclude<AttemptStatus, 'succeeded'>, string> = {
  running: 'bg-run',
  failed: 'bg-fail',
  'timed-out': 'bg-time',
  aborted: 'bg-abort',
}
const LANE: Partial<Record<StepStatus, string>> = {
  running: 'bg-run animate-breath',
  retrying: 'bg-retry',
  failed: 'bg-fail',
  'timed-out': 'bg-time',
  aborted: 'bg-abort',
}
const LANE_AREA_PX = 16

/** What happened in a row, drawn on the axis. The row's label tells it in words. */
export function TimelineBars({ row, scale, startMs, nowMs }: TimelineBarsProps) {
  const t = useTranslations('execution')
  const span = (from: number, to: number | null) => {
    const left = timelinePercent(scale, from - startMs)
    return { left: `${left}%`, width: `max(2px, ${timelinePercent(scale, (to ?? nowMs) - startMs) - left}%)` }
  }
  const done = doneLook(row)
  if (row.lanes.length > 0) {
    const height = Math.min(4, LANE_AREA_PX / row.lanes.length - 1)
    return row.lanes.flatMap((lane, position) =>
      lane.map((item) => (
        <i
          key={item.index}
          className={classes('absolute rounded-[1.5px]', LANE[item.status] ?? done)}
          style={{ ...span(item.startMs, item.endMs), top: 2 + position * (height + 1), height }}
        />
      )),
    )
  }
  const took = (row.endMs ?? nowMs) - row.startMs
  if (row.bars.length === 0 && row.endMs !== null && took < INSTANT_MS) {
    return (
      <i
        className="-ml-px absolute top-[6.5px] size-[7px] rotate-45 rounded-[2px] bg-ink"
        style={{ left: `${timelinePercent(scale, row.startMs - startMs)}%` }}
      />
    )
  }
  if (row.kind === 'container') {
    return <i className="absolute top-[8.5px] h-[3px] rounded-[2px] bg-stone-2" style={span(row.startMs, row.endMs)} />
  }
  const bars = row.bars.length > 0 ? row.bars : [whole(row)]
  const numbered = row.kind === 'step' && bars.length > 1
  return (
    <>
      {row.backOffs.map((backOff) => (
        <i
          key={`back-off ${backOff.startMs}`}
          title={t('timeline.backOff')}
          className={classes('absolute top-[5.5px] h-[9px]', HATCH)}
          style={span(backOff.startMs, backOff.endMs)}
        />
      ))}
      {bars.map((bar) => (
        <i
          key={bar.attempt}
          className={classes(
            'absolute overflow-hidden rounded-[2.5px] text-card text-meta not-italic',
            numbered ? 'top-[3px] h-3.5 pl-[3px]' : 'top-[5.5px] h-[9px]',
            barLook(row, bar.status),
          )}
          style={span(bar.startMs, bar.endMs)}
        >
          {numbered && bar.attempt}
        </i>
      ))}
      {row.backOffs.at(-1)?.pending && row.backOffs.at(-1)?.endMs != null && (
        <i
          className="absolute top-[5.5px] h-[9px] w-6 rounded-[2.5px] opacity-70 shadow-[inset_0_0_0_1.25px_var(--retry)]"
          style={{ left: `${timelinePercent(scale, (row.backOffs.at(-1)?.endMs ?? nowMs) - startMs)}%` }}
        />
      )}
    </>
  )
}

const doneLook = (row: TimelineRow) => (row.model ? MODEL : SERVICE)

function barLook(row: TimelineRow, status: AttemptStatus): string {
  if (status === 'succeeded') return doneLook(row)
  return row.status === 'caught' && status === 'failed' ? 'bg-caught' : BAR[status]
}

/** A step without attempts (a wait, a choice) as one bar. */
function whole(row: TimelineRow) {
  const status: AttemptStatus =
    row.endMs === null ? 'running' : row.status in BAR ? (row.status as AttemptStatus) : 'succeeded'
  return { attempt: 1, startMs: row.startMs, endMs: row.endMs, status }
}
