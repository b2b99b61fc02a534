import type { StatePath } from '@/lib/asl/state-path'
import { bedrockOperation } from '@/lib/bedrock/bedrock-step'
import type { StepStatus } from './step-view'
import { packLanes, type TimelineLane } from './timeline-lanes'
import type { AttemptStatus, Visit } from './visit'

/** One attempt as a bar. Times are epoch ms; an open end runs on to now. */
export interface TimelineBar {
  attempt: number
  startMs: number
  endMs: number | null
  status: AttemptStatus
}

/** The wait between two attempts; `endMs` is null when nobody outside can know when it ends. */
export interface TimelineBackOff {
  startMs: number
  endMs: number | null
  /** The attempt it leads to has not begun yet. */
  pending: boolean
}

/** A row of the timeline: a visit, or one item of a Map that needs looking at. */
export interface TimelineRow {
  key: string
  kind: 'step' | 'container' | 'item'
  visitId: number
  path: StatePath
  name: string
  /** Item number, 0-based, on rows of items. */
  item: number | null
  depth: number
  number: number | null
  status: StepStatus
  startMs: number
  endMs: number | null
  /** Time spent in a model rather than in another service; of a Map, whether its items called one. */
  model: boolean
  bars: readonly TimelineBar[]
  backOffs: readonly TimelineBackOff[]
  /** Items of a Map packed into as few lanes as they need. */
  lanes: readonly TimelineLane[]
}

/** How many items of one Map get a row of their own. */
const MAX_ITEM_ROWS = 5
const NEEDS_LOOKING: ReadonlySet<StepStatus> = new Set(['retrying', 'failed', 'timed-out'])

const kept = new WeakMap<Visit, { version: number; rows: TimelineRow[] }>()

/**
 * The rows of a timeline in order of entry, branches under their Parallel. Visits inside a Map have no rows of their own: the
 * Map's row packs its items into lanes, and up to 5 items that retry or failed follow it. Rows of a visit that did not
 * change are the same objects as before.
 */
export function timelineRows(visits: readonly Visit[]): TimelineRow[] {
  const rows: TimelineRow[] = []
  for (const visit of visits) {
    if (visit.frame.map) continue
    const known = kept.get(visit)
    if (known?.version === visit.version) rows.push(...known.rows)
    else {
      const made = [visitRow(visit), ...itemRows(visit)]
      kept.set(visit, { version: visit.version, rows: made })
      rows.push(...made)
    }
  }
  return rows
}

function visitRow(visit: Visit): TimelineRow {
  const { state } = visit
  const resource = state?.Type === 'Task' ? state.Resource : null
  return {
    key: String(visit.id),
    kind: visit.type === 'Parallel' || visit.type === 'Map' ? 'container' : 'step',
    visitId: visit.id,
    path: visit.path,
    name: visit.name,
    item: null,
    depth: visit.frame.depth,
    number: visit.number,
    status: visit.status,
    startMs: visit.enteredAtMs,
    endMs: visit.endedAtMs,
    model: visit.items ? visit.tokens !== null : typeof resource === 'string' && bedrockOperation(resource) !== null,
    bars: visit.attempts.map(bar),
    backOffs: backOffs(visit),
    lanes: visit.items ? packLanes(visit.items.byIndex.values()) : [],
  }
}

/** The latest moment a row speaks of: now, or the start of an attempt that is to come. */
export function timelineEndMs(rows: readonly TimelineRow[], nowMs: number): number {
  let endMs = nowMs
  for (const { backOffs } of rows) {
    const last = backOffs.at(-1)
    if (last?.pending) endMs = Math.max(endMs, last.endMs ?? 0)
  }
  return endMs
}

const bar = (attempt: Visit['attempts'][number]): TimelineBar => ({
  attempt: attempt.number,
  startMs: attempt.startedAtMs,
  endMs: attempt.endedAtMs,
  status: attempt.status,
})

function backOffs(visit: Visit): TimelineBackOff[] {
  const gaps = visit.attempts.slice(1).map((attempt, before) => ({
    startMs: visit.attempts[before]?.endedAtMs ?? attempt.startedAtMs,
    endMs: attempt.startedAtMs,
    pending: false,
  }))
  const last = visit.attempts.at(-1)
  if (visit.status !== 'retrying' || last?.endedAtMs == null) return gaps
  return [...gaps, { startMs: last.endedAtMs, endMs: visit.retry?.dueAtMs ?? null, pending: true }]
}

function itemRows(map: Visit): TimelineRow[] {
  if (!map.items) return []
  const rows: TimelineRow[] = []
  for (const item of map.items.byIndex.values()) {
    if (!NEEDS_LOOKING.has(item.status)) continue
    rows.push({
      key: `${map.id}.${item.index}`,
      kind: 'item',
      visitId: map.id,
      path: map.path,
      name: map.name,
      item: item.index,
      depth: map.frame.depth + 1,
      number: null,
      status: item.status,
      startMs: item.startedAtMs,
      endMs: item.endedAtMs,
      model: false,
      bars: item.frame.visits.flatMap((visit) => visit.attempts.map(bar)),
      backOffs: item.frame.visits.flatMap(backOffs),
      lanes: [],
    })
    if (rows.length === MAX_ITEM_ROWS) break
  }
  return rows
}
