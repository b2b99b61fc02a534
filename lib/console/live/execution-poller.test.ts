import { describe, expect, it } from 'vitest'
import type { ExecutionEvent } from '@/lib/execution/execution-event'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'
import { ExecutionPoller } from './execution-poller'
import type { HistorySource } from './history-source'
import type { LiveMessage } from './live-message'
import { FakeClock } from './testing/fake-clock'

const event = (id: number, type = 'PassStateEntered'): ExecutionEvent => ({
  id,
  previousEventId: id - 1,
  timestamp: id,
  type,
})

/** A history that grows by hand, paged as the service does, and counts how it is read. */
class FakeHistory implements HistorySource {
  events: ExecutionEvent[] = []
  pages: string[] = []
  fail: Error | null = null
  described: ExecutionOutcome | null = null

  async outcome() {
    return this.described
  }

  add(count: number, last?: string) {
    for (let i = 0; i < count; i += 1) this.events.push(event(this.events.length + 1))
    if (last) this.events.push(event(this.events.length + 1, last))
  }

  async page({ reverse, maxResults, nextToken }: Parameters<HistorySource['page']>[0]) {
    this.pages.push(`${reverse ? 'newest' : 'oldest'} ${maxResults}`)
    if (this.fail) throw this.fail
    const all = reverse ? this.events.toReversed() : this.events
    const from = Number(nextToken ?? 0)
    const events = all.slice(from, from + maxResults)
    const next = from + maxResults
    return { events, nextToken: next < all.length ? String(next) : null }
  }
}

const aws = (name: string) => Object.assign(new Error(name), { name })
const refused = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

function setUp(pace = { minMs: 80, maxMs: 1000 }) {
  const clock = new FakeClock()
  const source = new FakeHistory()
  let stopped = 0
  const poller = new ExecutionPoller({ source, pace, clock, onStopped: () => stopped++ })
  const watch = (after = 0) => {
    const leave = new AbortController()
    const seen: LiveMessage[] = []
    const finished = (async () => {
      for await (const message of poller.follow(after, leave.signal)) seen.push(message)
    })()
    const ids = () => seen.flatMap((message) => (message.kind === 'events' ? message.events.map(({ id }) => id) : []))
    return { seen, ids, leave: () => leave.abort(), finished, kinds: () => seen.map(({ kind }) => kind) }
  }
  return { clock, source, poller, watch, stopped: () => stopped }
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

describe('an execution poller', () => {
  it('I1: gives each viewer every event once and in order, then done', async () => {
    const { clock, source, watch } = setUp()
    source.add(3)
    const viewer = watch()
    await clock.advance(100)
    source.add(2)
    await clock.advance(100)
    const late = watch(4)
    source.add(1, 'ExecutionSucceeded')
    await clock.advance(100)
    await viewer.finished
    await late.finished
    expect(viewer.ids()).toEqual(upTo(7))
    expect(late.ids()).toEqual([5, 6, 7])
    expect(viewer.kinds().at(-1)).toBe('done')
  })

  it('I1: catches a viewer up over the whole of a long history, and goes on live', async () => {
    const { clock, source, watch } = setUp()
    source.add(7300)
    const viewer = watch()
    await clock.advance(50)
    source.add(4)
    await clock.advance(200)
    expect(viewer.ids()).toEqual(upTo(7304))
    viewer.leave()
  })

  it('I1: loses nothing when more comes between two reads than is kept', async () => {
    const { clock, source, watch } = setUp()
    source.add(10)
    const viewer = watch()
    await clock.advance(50)
    source.add(6000)
    await clock.advance(300)
    expect(viewer.ids()).toEqual(upTo(6010))
    viewer.leave()
  })

  it('I2: a quiet read is one small page from the newest end', async () => {
    const { clock, source, watch } = setUp()
    source.add(500)
    const viewer = watch(500)
    await clock.advance(1000)
    expect(new Set(source.pages.slice(1))).toEqual(new Set(['newest 100']))
    viewer.leave()
  })

  it('I2: viewers share one poller, so two cost no more reads than one', async () => {
    const alone = setUp()
    alone.source.add(5)
    alone.watch(5)
    await alone.clock.advance(2000)
    const shared = setUp()
    shared.source.add(5)
    shared.watch(5)
    shared.watch(5)
    await shared.clock.advance(2000)
    expect(shared.source.pages.length).toBe(alone.source.pages.length)
  })

  it('asks every 80 ms while events flow, and ever more slowly in the quiet, down to once a second', async () => {
    const { clock, source, watch } = setUp()
    source.add(1)
    watch()
    await clock.advance(800)
    expect(source.pages.length).toBeGreaterThanOrEqual(10)
    await clock.advance(60_000)
    const before = source.pages.length
    await clock.advance(10_000)
    expect(source.pages.length - before).toBe(10)
    source.add(1)
    await clock.advance(1000)
    const again = source.pages.length
    await clock.advance(400)
    expect(source.pages.length - again).toBeGreaterThanOrEqual(4)
  })

  it('says that the engine is away, asks again by itself, and says when it is back', async () => {
    const { clock, source, watch } = setUp()
    source.add(1)
    const viewer = watch()
    await clock.advance(10)
    source.fail = refused()
    await clock.advance(2000)
    source.fail = null
    source.add(1, 'ExecutionSucceeded')
    await clock.advance(6000)
    expect(viewer.kinds()).toEqual(['events', 'engine-away', 'engine-back', 'events', 'done'])
    expect(viewer.ids()).toEqual([1, 2, 3])
  })

  it('backs off when throttled without telling anyone, and loses nothing', async () => {
    const { clock, source, watch } = setUp()
    source.add(1)
    const viewer = watch()
    await clock.advance(10)
    source.fail = aws('ThrottlingException')
    await clock.advance(60_000)
    expect(source.pages.length).toBeLessThan(12)
    source.fail = null
    source.add(1)
    await clock.advance(15_000)
    expect(viewer.kinds()).toEqual(['events', 'events'])
    viewer.leave()
  })

  it('ends its viewers when there is no such execution', async () => {
    const { clock, source, watch, stopped } = setUp()
    source.fail = aws('ExecutionDoesNotExist')
    const viewer = watch()
    await clock.advance(10)
    await viewer.finished
    expect(viewer.kinds()).toEqual(['gone'])
    expect(stopped()).toBe(1)
  })

  it('I4: stops asking 3 s after the last viewer has left, and not before', async () => {
    const { clock, source, watch, stopped } = setUp()
    source.add(1)
    const viewer = watch()
    await clock.advance(100)
    viewer.leave()
    await viewer.finished
    await clock.advance(2500)
    expect(stopped()).toBe(0)
    await clock.advance(2000)
    expect(stopped()).toBe(1)
    const reads = source.pages.length
    await clock.advance(10_000)
    expect(source.pages.length).toBe(reads)
  })

  it('I4: asks once for an execution that has ended, and gives the events past a viewer’s place', async () => {
    const { clock, source, watch } = setUp()
    source.add(3, 'ExecutionFailed')
    const viewer = watch(2)
    await clock.advance(5000)
    await viewer.finished
    expect(viewer.ids()).toEqual([3, 4])
    expect(source.pages).toEqual(['newest 200'])
  })

  it('I4: ends after a quiet when the execution has ended without an end in its history, and tells how', async () => {
    const { clock, source, watch, stopped } = setUp()
    source.add(3)
    const viewer = watch()
    await clock.advance(5000)
    source.described = { status: 'FAILED', stoppedAtMs: 9, error: 'States.Runtime', cause: 'given up' }
    source.add(1)
    await clock.advance(9000)
    expect(viewer.kinds()).not.toContain('done')
    await clock.advance(4000)
    await viewer.finished
    expect(viewer.ids()).toEqual([1, 2, 3, 4])
    expect(viewer.seen.at(-1)).toEqual({ kind: 'done', outcome: source.described })
    expect(stopped()).toBe(1)
  })

  it('a viewer that claims more events than there are gets what comes after, and harms nobody', async () => {
    const { clock, source, watch } = setUp()
    source.add(3)
    const liar = watch(90_000)
    const viewer = watch()
    await clock.advance(100)
    source.add(0, 'ExecutionSucceeded')
    await clock.advance(200)
    await liar.finished
    await viewer.finished
    expect(viewer.ids()).toEqual([1, 2, 3, 4])
    expect(liar.kinds()).toEqual(['done'])
  })
})
