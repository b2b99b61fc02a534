/** A time axis from 0 to `spanMs`, in ms since the start. */
export interface TimelineScale {
  spanMs: number
  /** Whole steps inside the span, 0 first. */
  ticksMs: readonly number[]
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY),
]
const MOST_TICKS = 6

/**
 * The axis for an execution that took `elapsedMs` so far. While it runs the span grows in steps, so that bars don't creep at every
 * tick of the clock; once it has ended the span is its length and a little more.
 */
export function timelineScale(elapsedMs: number, running: boolean): TimelineScale {
  const atLeast = Math.max(elapsedMs, 1)
  const stepMs = STEPS_MS.find((step) => atLeast / step <= MOST_TICKS) ?? Math.ceil(atLeast / MOST_TICKS)
  const spanMs = running ? Math.ceil((atLeast * 1.05) / stepMs) * stepMs : atLeast * 1.02
  const ticksMs: number[] = []
  for (let at = 0; at < spanMs; at += stepMs) ticksMs.push(at)
  return { spanMs, ticksMs }
}

/** Where a moment stands on the axis, in percent of its width, held inside it. */
export function timelinePercent(scale: TimelineScale, sinceStartMs: number): number {
  return Math.min(100, Math.max(0, (sinceStartMs / scale.spanMs) * 100))
}
