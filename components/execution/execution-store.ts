import type { StateMachineDefinition } from '@/lib/asl/types'
import type { ExecutionEvent } from '@/lib/execution/execution-event'
import { ExecutionModel } from '@/lib/execution/execution-model'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'
import type { ExecutionSummary } from '@/lib/execution/execution-summary'

/** How the page hears of the execution. `stale`: what is shown may be old; it is tried again by itself. */
export type FeedState = 'connecting' | 'live' | 'stale' | 'gone' | 'done'

/** What a component subscribes to: a new object with each change of the model or of the feed. */
export interface FeedSnapshot {
  version: number
  feed: FeedState
  /** When something was last heard (epoch ms); null before that. */
  heardAtMs: number | null
}

/**
 * One execution's model in the browser, with its feed's state, as an external store.
 * I1: listeners are told at most once a frame, however many messages come.
 */
export class ExecutionStore {
  readonly model: ExecutionModel
  #snapshot: FeedSnapshot
  #listeners = new Set<() => void>()
  #frame: number | ReturnType<typeof setTimeout> | null = null

  /** `outcome`: how the execution had ended when the page was made, null while it ran. */
  constructor(
    definition: StateMachineDefinition,
    events: readonly ExecutionEvent[],
    private outcome: ExecutionOutcome | null,
  ) {
    this.model = new ExecutionModel(definition)
    this.model.add(events)
    this.#snapshot = { version: 0, feed: this.model.ended ? 'done' : 'connecting', heardAtMs: null }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): FeedSnapshot => this.#snapshot

  add(events: readonly ExecutionEvent[], heardAtMs: number): void {
    this.model.add(events)
    this.#change({ heardAtMs, feed: 'live' })
  }

  setFeed(feed: FeedState, heardAtMs = this.#snapshot.heardAtMs): void {
    if (feed !== this.#snapshot.feed || heardAtMs !== this.#snapshot.heardAtMs) this.#change({ feed, heardAtMs })
  }

  /** All events are here; an end that they do not tell is taken from the outcome. */
  finish(outcome: ExecutionOutcome | null, heardAtMs: number): void {
    this.outcome = outcome ?? this.outcome
    if (this.outcome) this.model.settle(this.outcome)
    this.#change({ feed: 'done', heardAtMs })
  }

  /** The figures; an execution known to have ended is not told as running while its events still come. */
  summary(): ExecutionSummary {
    const summary = this.model.summary()
    if (this.model.ended || !this.outcome) return summary
    return { ...summary, status: this.outcome.status, endedAtMs: this.outcome.stoppedAtMs }
  }

  /** Error and cause of an end that the history does not tell. */
  get failure(): ExecutionOutcome | null {
    return this.outcome
  }

  #change(change: Partial<FeedSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, version: this.#snapshot.version + 1 }
    if (this.#frame !== null) return
    const tell = () => {
      this.#frame = null
      for (const listener of [...this.#listeners]) listener()
    }
    // A hidden page gets no frames, and must still be up to date when it is shown again.
    this.#frame = document.visibilityState === 'visible' ? requestAnimationFrame(tell) : setTimeout(tell, 0)
  }
}
