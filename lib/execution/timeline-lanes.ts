import type { StepStatus } from './step-view'
import type { MapItem } from './visit'

/** One item in a lane. */
export interface LaneItem {
  index: number
  startMs: number
  endMs: number | null
  status: StepStatus
}

/** Items that ran one after another, so they fit on one line. */
export type TimelineLane = readonly LaneItem[]

/** Lanes drawn for one Map; the concurrency beyond them shares the last one. */
export const MAX_LANES = 12

/**
 * Packs items into as few lanes as their times need, each into the first lane that is free when it starts; an open item holds
 * its lane. Items come in the order they started. O(items x MAX_LANES).
 */
export function packLanes(items: Iterable<MapItem>): TimelineLane[] {
  const lanes: LaneItem[][] = []
  for (const { index, startedAtMs, endedAtMs, status } of items) {
    const item = { index, startMs: startedAtMs, endMs: endedAtMs, status }
    const free = lanes.find((lane) => (lane.at(-1)?.endMs ?? Infinity) <= startedAtMs)
    if (free) free.push(item)
    else if (lanes.length < MAX_LANES) lanes.push([item])
    else lanes.at(-1)?.push(item)
  }
  return lanes
}
