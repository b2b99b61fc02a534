import type { StatePath } from '@/lib/asl/state-path'
import type { StepStatus, StepView } from './step-view'
import type { Visit } from './visit'

/** The worst that happened first: how a step inside a Map is told when none of its visits goes on. */
const WORST_FIRST: readonly StepStatus[] = ['failed', 'timed-out', 'caught', 'aborted', 'succeeded']

/** All visits of one step, counted. */
interface Tally {
  path: StatePath
  visits: number
  latest: Visit
  open: Set<Visit>
  retrying: Set<Visit>
  /** Ended visits by status; inside a Map those of the Map's latest visit only. */
  ended: Map<StepStatus, number>
}

/**
 * What each step shows, out of its visits.
 *
 * I1: outside Maps a step shows its latest visit.
 * I2: inside a Map a step shows its oldest retrying visit, else its oldest open one, else the worst that ended in the latest
 * visit of the outermost Map around it.
 * I3: each call costs O(1), however many visits there are.
 */
export class StepTallies {
  readonly #tallies = new Map<StatePath, Tally>()

  entered(visit: Visit): number {
    const tally = this.#tallies.get(visit.path)
    if (!tally) {
      this.#tallies.set(visit.path, {
        path: visit.path,
        visits: 1,
        latest: visit,
        open: new Set([visit]),
        retrying: new Set(),
        ended: new Map(),
      })
      return 1
    }
    if (tally.latest.frame.map !== visit.frame.map) tally.ended.clear()
    tally.latest = visit
    tally.open.add(visit)
    tally.visits += 1
    return tally.visits
  }

  /** Tells the tally that a visit's status went from `before` to what it is now. */
  changed(visit: Visit, before: StepStatus): void {
    const tally = this.#tallies.get(visit.path)
    if (!tally) return
    const current = tally.latest.frame.map === visit.frame.map
    if (current && isEnded(before)) tally.ended.set(before, Math.max(0, (tally.ended.get(before) ?? 0) - 1))
    if (current && isEnded(visit.status)) tally.ended.set(visit.status, (tally.ended.get(visit.status) ?? 0) + 1)
    if (isEnded(visit.status)) tally.open.delete(visit)
    else tally.open.add(visit)
    if (visit.status === 'retrying') tally.retrying.add(visit)
    else tally.retrying.delete(visit)
  }

  /** The visit that stands for a step when none is chosen, or `null` when it was never entered. */
  shown(path: StatePath): Visit | null {
    const tally = this.#tallies.get(path)
    if (!tally) return null
    const { latest } = tally
    return latest.frame.map ? (first(tally.retrying) ?? first(tally.open) ?? latest) : latest
  }

  /** The step as the graph shows it, or `null` when it was never entered. */
  view(path: StatePath): StepView | null {
    const tally = this.#tallies.get(path)
    const shown = this.shown(path)
    if (!tally || !shown) return null
    const { latest } = tally
    const worst = WORST_FIRST.find((status) => (tally.ended.get(status) ?? 0) > 0)
    return {
      path,
      status: latest.frame.map && tally.open.size === 0 ? (worst ?? shown.status) : shown.status,
      visitNumber: shown.number,
      visits: tally.visits,
      attempts: Math.max(1, shown.attempts.length),
      retry: shown.retry,
      startedAtMs: shown.enteredAtMs,
      endedAtMs: shown.endedAtMs,
      tokens: shown.tokens,
      map: mapProgress(shown),
    }
  }
}

const isEnded = (status: StepStatus): boolean => status !== 'running' && status !== 'retrying'

function first<T>(set: ReadonlySet<T>): T | null {
  for (const value of set) return value
  return null
}

/** How many items are told one by one; above that only counts. */
const MAX_ITEMS = 60

function mapProgress(visit: Visit): StepView['map'] {
  const { items } = visit
  if (!items) return null
  const { total, succeeded, failed, aborted, running, byIndex } = items
  const each =
    total > MAX_ITEMS
      ? null
      : Array.from({ length: total }, (_, index): StepStatus => byIndex.get(index)?.status ?? 'not-reached')
  return { total, succeeded, failed, aborted, running, items: each }
}
