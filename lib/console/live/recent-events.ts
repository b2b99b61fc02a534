import 'server-only'
import { type ExecutionEvent, endsExecution } from '@/lib/execution/execution-event'
import type { LiveEvent } from './live-message'

const MAX_EVENTS = 2000
const MAX_CHARS = 8_000_000

/**
 * The newest events of an execution as text, without holes.
 * I1: ids are consecutive and end at `lastId`.
 * I2: at most 2,000 events and 8 million characters, except that the newest one always stays.
 */
export class RecentEvents {
  #events: LiveEvent[] = []
  #chars = 0
  #ended = false

  /** The newest known id; 0 before the first read. */
  get lastId(): number {
    return this.#events.at(-1)?.id ?? 0
  }

  /** The newest event ends the execution. */
  get ended(): boolean {
    return this.#ended
  }

  /** Takes newer events in order of id. Those that do not join on replace everything, since the hole is someone else's to fill. */
  push(events: readonly ExecutionEvent[]): void {
    for (const event of events) {
      if (event.id <= this.lastId) continue
      if (event.id !== this.lastId + 1) this.#clear()
      const json = JSON.stringify(event)
      this.#events.push({ id: event.id, json })
      this.#chars += json.length
      this.#ended = endsExecution(event)
    }
    let drop = 0
    while (this.#events.length - drop > 1 && (this.#events.length - drop > MAX_EVENTS || this.#chars > MAX_CHARS)) {
      this.#chars -= this.#events[drop]?.json.length ?? 0
      drop += 1
    }
    if (drop > 0) this.#events = this.#events.slice(drop)
  }

  /** Events after an id, at most `limit`; `null` when the ones right after it are no longer kept. */
  after(id: number, limit: number): readonly LiveEvent[] | null {
    const first = this.#events[0]
    if (!first) return []
    const from = id + 1 - first.id
    return from < 0 ? null : this.#events.slice(from, from + limit)
  }

  #clear(): void {
    this.#events = []
    this.#chars = 0
  }
}
