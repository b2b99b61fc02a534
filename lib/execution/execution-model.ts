import type { StatePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { type DefinitionIndex, indexDefinition } from './definition-index'
import type { ExecutionEvent } from './execution-event'
import type { ExecutionOutcome } from './execution-outcome'
import { type ExecutionStatus, type ExecutionSummary, statusAfter } from './execution-summary'
import { HistoryBuffer } from './history-buffer'
import { StepStatusReader } from './step-status'
import type { ExecutionGraphStatus, StepStatus } from './step-view'
import { tokenCounter } from './token-count'
import type { Visit } from './visit'
import { VisitTracker } from './visit-tracker'

const FAILED: ReadonlySet<StepStatus> = new Set(['failed', 'timed-out'])

/**
 * One execution, folded from its history as it comes.
 *
 * Owns: the events and everything derived from them.
 * Does not own: fetching, time passing, and what is selected.
 * I1: adding pages in any order and chunking gives the same model once the same events are there.
 * I2: adding k events costs O(k).
 */
export class ExecutionModel {
  readonly index: DefinitionIndex
  readonly buffer = new HistoryBuffer()
  readonly tracker: VisitTracker
  readonly #status: StepStatusReader
  #startedAtMs: number | null = null
  #endedAtMs: number | null = null
  #executionStatus: ExecutionStatus = 'RUNNING'

  constructor(readonly definition: StateMachineDefinition) {
    this.index = indexDefinition(definition)
    this.tracker = new VisitTracker(this.index, tokenCounter(this.buffer))
    this.#status = new StepStatusReader(this.tracker)
  }

  /** Merges events; gives those that became part of the gapless history. */
  add(events: readonly ExecutionEvent[]): ExecutionEvent[] {
    const joined = this.buffer.add(events)
    for (const event of joined) {
      this.tracker.apply(event)
      if (event.type === 'ExecutionStarted') this.#startedAtMs = event.timestamp
      const status = statusAfter(event.type)
      if (!status) continue
      this.#executionStatus = status
      this.#endedAtMs = status === 'RUNNING' ? null : event.timestamp
    }
    return joined
  }

  /** The same object as long as no step changes. */
  graphStatus(): ExecutionGraphStatus {
    return this.#status.read()
  }

  /** In order of entry. */
  get visits(): readonly Visit[] {
    return this.tracker.ledger.visits
  }

  /** Visits of one state, in order of entry. */
  visitsOf(path: StatePath): readonly Visit[] {
    return this.tracker.ledger.byPath.get(path) ?? []
  }

  /** The visit that stands for a step when none is chosen: the latest, or inside a Map one that needs looking at. */
  shownVisit(path: StatePath): Visit | null {
    return this.tracker.ledger.tallies.shown(path)
  }

  /** The innermost step that made the execution fail, once it has failed; else `null`. */
  failedVisit(): Visit | null {
    const { status } = this.summary()
    if (status !== 'FAILED' && status !== 'TIMED_OUT') return null
    const led = this.tracker.visitOf(this.buffer.lastId)
    const failed = (visit: Visit) => FAILED.has(visit.status)
    if (!led || !failed(led)) return this.visits.findLast(failed) ?? null
    return this.visits.findLast((visit) => failed(visit) && visit.failureEventId === led.failureEventId) ?? led
  }

  get ended(): boolean {
    return this.#endedAtMs !== null
  }

  /** Ends a history that has no end of its own: what is open in it was cut off. Does nothing to one that has ended. */
  settle(outcome: ExecutionOutcome): void {
    if (this.ended) return
    this.#executionStatus = outcome.status
    this.#endedAtMs = outcome.stoppedAtMs
    this.tracker.cutOff(outcome.stoppedAtMs, this.buffer.lastId)
  }

  /** The figures; `startedAtMs` is 0 until the first event is there. */
  summary(): ExecutionSummary {
    return {
      status: this.#executionStatus,
      startedAtMs: this.#startedAtMs ?? 0,
      endedAtMs: this.#endedAtMs,
      transitions: this.tracker.transitions,
      tokens: this.tracker.tokens,
      events: this.buffer.lastId,
    }
  }
}
