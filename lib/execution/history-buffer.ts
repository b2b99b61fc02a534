import type { ExecutionEvent } from './execution-event'

/**
 * Events of one execution by id.
 *
 * Owns: merging of pages that arrive in any order, more than once, or with holes between them.
 * Does not own: fetching, and what the events mean.
 * I1: an id is stored once; a second event with that id is ignored.
 * I2: events 1..lastId are all there; `add` gives each event exactly once, in the order of ids, when it joins that prefix.
 * I3: an event past a hole waits, and joins when the hole is filled.
 */
export class HistoryBuffer {
  readonly #events: ExecutionEvent[] = []
  readonly #ahead = new Map<number, ExecutionEvent>()

  /** The end of the gapless prefix; 0 when event 1 has not come yet. */
  get lastId(): number {
    return this.#events.length
  }

  /** The gapless prefix in order. */
  get events(): readonly ExecutionEvent[] {
    return this.#events
  }

  /** How many events wait behind a hole. */
  get waiting(): number {
    return this.#ahead.size
  }

  /** Merges a page and gives the events that joined the prefix, in order. Costs O(events given + events joined). */
  add(page: readonly ExecutionEvent[]): ExecutionEvent[] {
    for (const event of page) {
      if (!Number.isInteger(event.id) || event.id <= this.lastId || this.#ahead.has(event.id)) continue
      this.#ahead.set(event.id, event)
    }
    const joined: ExecutionEvent[] = []
    for (;;) {
      const next = this.#ahead.get(this.lastId + 1)
      if (!next) return joined
      this.#ahead.delete(next.id)
      this.#events.push(next)
      joined.push(next)
    }
  }

  /** The event with this id, or `null` when it is not in the prefix. */
  get(id: number): ExecutionEvent | null {
    return this.#events[id - 1] ?? null
  }
}
