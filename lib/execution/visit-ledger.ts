import type { StatePath } from '@/lib/asl/state-path'
import type { ExecutionEvent } from './execution-event'
import { StepTallies } from './step-tally'
import type { StepStatus } from './step-view'
import type { Attempt, AttemptStatus, Frame, MapItem, Visit } from './visit'

/**
 * The visits of one execution and the only place that changes them.
 *
 * Owns: a visit's status, attempts, items, and the sets of what is open.
 * Does not own: what an event means (VisitTracker).
 * I1: ending a visit ends everything open inside it, each visit once.
 * I2: a visit is open as long as `endedAtMs` is null, and then stands in its owner's `open` (or in `openAtRoot`).
 * I3: every change bumps the visit's version and puts its path into `changed`.
 */
export class VisitLedger {
  readonly visits: Visit[] = []
  /** Visits of each state, in order of entry. */
  readonly byPath = new Map<StatePath, Visit[]>()
  readonly tallies = new StepTallies()
  readonly openAtRoot = new Set<Visit>()
  /** Paths changed since the reader last cleared it. */
  readonly changed = new Set<StatePath>()

  enter(visit: Visit): void {
    this.visits.push(visit)
    const same = this.byPath.get(visit.path)
    if (same) same.push(visit)
    else this.byPath.set(visit.path, [visit])
    visit.frame.visits.push(visit)
    visit.ordinal = this.tallies.entered(visit)
    this.#siblings(visit).add(visit)
    this.touch(visit)
  }

  touch(visit: Visit): void {
    visit.version += 1
    this.changed.add(visit.path)
  }

  setStatus(visit: Visit, status: StepStatus): void {
    const before = visit.status
    if (before === status) return
    visit.status = status
    if (status !== 'retrying') visit.retry = null
    this.tallies.changed(visit, before)
    if (before === 'retrying') this.#retrying(visit.frame, -1)
    if (status === 'retrying') this.#retrying(visit.frame, 1)
    this.touch(visit)
  }

  /** Ends a visit; what is open inside it ends as `inner`. Does nothing to one that has ended. */
  end(visit: Visit, status: StepStatus, event: ExecutionEvent, inner: StepStatus = 'aborted'): void {
    if (visit.endedAtMs !== null) return
    for (const child of [...visit.open]) this.end(child, inner, event, inner)
    const attempt = visit.attempts.at(-1)
    if (attempt?.status === 'running') this.endAttempt(visit, event, ATTEMPT_END[status] ?? 'failed')
    this.#endItems(visit, event)
    visit.endedAtMs = event.timestamp
    this.#siblings(visit).delete(visit)
    this.setStatus(visit, status)
    this.touch(visit)
  }

  /** Opens a visit again, and those around it: a redrive, or a failure that turned out not to be the end. */
  reopen(visit: Visit): void {
    if (visit.endedAtMs === null) return
    if (visit.frame.owner) this.reopen(visit.frame.owner)
    visit.endedAtMs = null
    visit.exitEventId = null
    this.#siblings(visit).add(visit)
    this.setStatus(visit, 'running')
    this.touch(visit)
  }

  startAttempt(visit: Visit, event: ExecutionEvent): Attempt {
    const attempt: Attempt = {
      number: visit.attempts.length + 1,
      startedAtMs: event.timestamp,
      endedAtMs: null,
      status: 'running',
      startEventId: event.id,
      endEventId: null,
      error: null,
    }
    visit.attempts.push(attempt)
    visit.failureEventId = null
    this.setStatus(visit, 'running')
    this.touch(visit)
    return attempt
  }

  /** Ends the latest attempt, or corrects how it ended. */
  endAttempt(visit: Visit, event: ExecutionEvent, status: AttemptStatus, error: string | null = null): void {
    const attempt = visit.attempts.at(-1)
    if (!attempt) return
    attempt.status = status
    attempt.endedAtMs ??= event.timestamp
    attempt.endEventId = event.id
    attempt.error = error
    this.touch(visit)
  }

  startItem(map: Visit, frame: Frame, event: ExecutionEvent): void {
    if (!map.items || frame.index === null) return
    map.items.byIndex.set(frame.index, {
      index: frame.index,
      frame,
      status: 'running',
      startedAtMs: event.timestamp,
      endedAtMs: null,
    })
    map.items.running += 1
    map.items.total = Math.max(map.items.total, frame.index + 1)
    this.touch(map)
  }

  endItem(map: Visit, index: number, status: 'succeeded' | 'failed' | 'aborted', event: ExecutionEvent): void {
    const item = map.items?.byIndex.get(index)
    if (!map.items || !item || item.endedAtMs !== null) return
    if (status !== 'succeeded') {
      for (const child of [...map.open]) if (child.frame === item.frame) this.end(child, 'aborted', event)
    }
    item.status = status
    item.endedAtMs = event.timestamp
    map.items.running -= 1
    map.items[status] += 1
    this.touch(map)
  }

  addTokens(visit: Visit, tokens: number): void {
    for (let at: Visit | null = visit; at; at = at.frame.owner) {
      at.tokens = (at.tokens ?? 0) + tokens
      this.touch(at)
    }
  }

  #endItems(map: Visit, event: ExecutionEvent): void {
    if (!map.items || map.items.running === 0) return
    for (const item of map.items.byIndex.values()) this.endItem(map, item.index, 'aborted', event)
  }

  #retrying(from: Frame, change: 1 | -1): void {
    for (let frame: Frame | null = from; frame; frame = frame.owner?.frame ?? null) {
      frame.retrying += change
      const item: MapItem | undefined = frame.index === null ? undefined : frame.owner?.items?.byIndex.get(frame.index)
      if (!frame.owner || !item || item.endedAtMs !== null || item.frame !== frame) continue
      item.status = frame.retrying > 0 ? 'retrying' : 'running'
      this.touch(frame.owner)
    }
  }

  #siblings(visit: Visit): Set<Visit> {
    return visit.frame.owner?.open ?? this.openAtRoot
  }
}

const ATTEMPT_END: Partial<Record<StepStatus, AttemptStatus>> = {
  succeeded: 'succeeded',
  caught: 'failed',
  'timed-out': 'timed-out',
  aborted: 'aborted',
}
