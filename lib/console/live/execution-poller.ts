import 'server-only'
import type { ExecutionEvent } from '@/lib/execution/execution-event'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'
import type { HistorySource } from './history-source'
import type { LiveClock } from './live-clock'
import type { LiveMessage } from './live-message'
import { pollFailure } from './poll-failure'
import { awayInterval, type PollPace, quietInterval, throttledInterval } from './poll-pace'
import { RecentEvents } from './recent-events'

const FIRST_READ = 200
const NEXT_READ = 100
const FULL_PAGE = 1000
/** New events in one read beyond which viewers page through the history themselves. */
const MAX_NEW = 2000
/** Events in one message. */
const BATCH = 250
const GRACE_MS = 3000
const DESCRIBE_MS = 10_000

interface PollerOptions {
  source: HistorySource
  pace: PollPace
  clock: LiveClock
  /** Called once, when it has stopped asking. */
  onStopped?: () => void
}

/**
 * Reads one execution's history for all its viewers.
 *
 * Owns: when to ask, and the newest events. Does not own: sockets, sessions, what events mean.
 * I1: a viewer gets each event after its start once and in order, whatever the others do.
 * I2: a read goes backwards and stops at the first known id, so quiet polls cost one small page.
 * I3: a viewer that does not read costs nothing but its place: it pulls from the shared events, or pages through the history.
 * I4: asks no more once the execution has ended, is gone, or has had no viewer for 3 s.
 */
export class ExecutionPoller {
  readonly #recent = new RecentEvents()
  readonly #stop = new AbortController()
  #viewers = 0
  #leftAtMs = 0
  #lastEventAtMs: number
  #failures = 0
  #awayRetryMs: number | null = null
  #gone = false
  #running = false
  #outcome: ExecutionOutcome | null = null
  #describedAtMs: number | null = null
  #waiters = new Set<() => void>()

  constructor(private readonly options: PollerOptions) {
    this.#lastEventAtMs = options.clock.nowMs()
  }

  get #over(): boolean {
    return this.#recent.ended || this.#outcome !== null
  }

  /** Messages for one viewer from the event after `after` on, until `done`, `gone` or the signal. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<LiveMessage> {
    this.#viewers += 1
    this.#start()
    let position = after
    let away = false
    try {
      while (!signal.aborted) {
        if (this.#gone) return yield { kind: 'gone' }
        if (away !== (this.#awayRetryMs !== null)) {
          away = !away
          yield away ? { kind: 'engine-away', retryInMs: this.#awayRetryMs ?? 0 } : { kind: 'engine-back' }
        }
        const events = this.#recent.after(position, BATCH)
        if (events === null) {
          const before = position
          for await (const page of this.#catchUp(position, signal)) {
            yield page
            position = page.events.at(-1)?.id ?? position
          }
          if (position === before) await this.options.clock.wait(this.options.pace.maxMs, signal)
        } else if (events.length > 0) {
          yield { kind: 'events', events }
          position = events.at(-1)?.id ?? position
        } else if (this.#over) return yield { kind: 'done', outcome: this.#outcome }
        else await this.#changed(signal)
      }
    } finally {
      this.#viewers -= 1
      this.#leftAtMs = this.options.clock.nowMs()
    }
  }

  /** Stops asking; viewers' streams end when their signals do. */
  close(): void {
    this.#stop.abort()
  }

  #start(): void {
    if (this.#running || this.#over || this.#gone) return
    this.#running = true
    void this.#run()
  }

  async #run(): Promise<void> {
    const { clock, onStopped } = this.options
    while (!this.#stop.signal.aborted && !this.#over && !this.#gone) {
      if (this.#viewers === 0 && clock.nowMs() - this.#leftAtMs > GRACE_MS) break
      const waitMs = await this.#poll()
      if (this.#over || this.#gone) break
      await clock.wait(waitMs, this.#stop.signal)
    }
    this.#running = false
    onStopped?.()
  }

  /** One read; gives the wait before the next. */
  async #poll(): Promise<number> {
    const { clock, pace } = this.options
    try {
      const fresh = await this.#readNew()
      this.#failures = 0
      this.#awayRetryMs = null
      if (fresh.length > 0) this.#lastEventAtMs = clock.nowMs()
      this.#recent.push(fresh)
      if (fresh.length === 0) await this.#askForOutcome()
      this.#notify()
      return quietInterval(pace, clock.nowMs() - this.#lastEventAtMs)
    } catch (error) {
      const failure = pollFailure(error)
      this.#failures += 1
      if (failure === 'throttled') return throttledInterval(pace, this.#failures)
      if (failure === 'gone') this.#gone = true
      const retryInMs = awayInterval(this.#failures)
      this.#awayRetryMs = retryInMs
      this.#notify()
      return retryInMs
    }
  }

  /**
   * Asks, at the first quiet read and after each quiet of 10 s, whether the execution has ended without saying so in its history: an
   * engine that gives one up does that.
   */
  async #askForOutcome(): Promise<void> {
    const nowMs = this.options.clock.nowMs()
    const quietSinceMs = Math.max(this.#describedAtMs ?? 0, this.#lastEventAtMs)
    if (this.#describedAtMs !== null && nowMs - quietSinceMs < DESCRIBE_MS) return
    this.#describedAtMs = nowMs
    const outcome = await this.options.source.outcome()
    if (!outcome) return
    this.#recent.push(await this.#readNew())
    if (!this.#recent.ended) this.#outcome = outcome
  }

  async #readNew(): Promise<ExecutionEvent[]> {
    const known = this.#recent.lastId
    const fresh: ExecutionEvent[] = []
    let nextToken: string | undefined
    for (let maxResults = known === 0 ? FIRST_READ : NEXT_READ; ; maxResults = FULL_PAGE) {
      const page = await this.options.source.page({ reverse: true, maxResults, nextToken })
      for (const event of page.events) {
        if (event.id <= known) return fresh.reverse()
        fresh.push(event)
      }
      if (page.nextToken === null || known === 0 || fresh.length >= MAX_NEW) return fresh.reverse()
      nextToken = page.nextToken
    }
  }

  /** Pages through the history from its start for a viewer too far behind, up to what is kept. */
  async *#catchUp(after: number, signal: AbortSignal): AsyncGenerator<Extract<LiveMessage, { kind: 'events' }>> {
    let nextToken: string | undefined
    do {
      const page = await this.#readPatiently(nextToken, signal)
      if (!page) return
      const events = page.events.filter((event) => event.id > after)
      for (let from = 0; from < events.length; from += BATCH) {
        const batch = events.slice(from, from + BATCH).map((event) => ({ id: event.id, json: JSON.stringify(event) }))
        yield { kind: 'events', events: batch }
        if (this.#recent.after(batch.at(-1)?.id ?? 0, 1) !== null) return
      }
      nextToken = page.nextToken ?? undefined
    } while (nextToken && !signal.aborted)
  }

  async #readPatiently(nextToken: string | undefined, signal: AbortSignal) {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        return await this.options.source.page({ reverse: false, maxResults: FULL_PAGE, nextToken })
      } catch (error) {
        if (pollFailure(error) === 'gone') return null
        await this.options.clock.wait(awayInterval(failures), signal)
      }
    }
    return null
  }

  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiters.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      if (signal.aborted) return done()
      this.#waiters.add(done)
      signal.addEventListener('abort', done)
    })
  }

  #notify(): void {
    for (const waiter of [...this.#waiters]) waiter()
  }
}
