import 'server-only'
import type { LiveClock } from '../live-clock'

/** A clock that stands still until `advance` moves it; waits end in the order of their times. */
export class FakeClock implements LiveClock {
  #nowMs = 0
  #waits: { atMs: number; resolve: () => void }[] = []

  nowMs(): number {
    return this.#nowMs
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        this.#waits = this.#waits.filter((each) => each !== entry)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const entry = { atMs: this.#nowMs + ms, resolve: done }
      this.#waits.push(entry)
      signal?.addEventListener('abort', done)
    })
  }

  /** Moves on by that long, letting everything that waits run at its own time. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await this.#settle()
    for (;;) {
      const next = this.#waits.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
      if (!next) break
      this.#nowMs = next.atMs
      next.resolve()
      await this.#settle()
    }
    this.#nowMs = untilMs
  }

  /** Lets promises that are ready run, also those that lead to others. */
  async #settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
