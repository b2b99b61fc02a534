import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import type { ExecutionEvent } from './execution-event'
import { ExecutionModel } from './execution-model'
import { history } from './testing/history-script'
import { randomDefinition, randomHistory, seeded } from './testing/random-history'
import { timelineRows } from './timeline'
import type { Visit } from './visit'

const definition = randomDefinition as unknown as StateMachineDefinition

/** Everything that is shown, as text: equal texts show the same. */
function shown(model: ExecutionModel): string {
  const { steps, walked, live } = model.graphStatus()
  const visit = ({ id, path, status, number, ordinal, attempts, endedAtMs }: Visit) =>
    JSON.stringify([id, path, status, number, ordinal, attempts, endedAtMs])
  return JSON.stringify([
    [...steps.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    [...walked],
    [...live].sort(),
    model.summary(),
    model.visits.map(visit),
    timelineRows(model.visits),
  ])
}

const fold = (chunks: readonly (readonly ExecutionEvent[])[], read: boolean): ExecutionModel => {
  const model = new ExecutionModel(definition)
  for (const chunk of chunks) {
    model.add(chunk)
    if (read) {
      model.graphStatus()
      timelineRows(model.visits)
    }
  }
  return model
}

describe('an execution model', () => {
  it('I1: shows the same for any chunking, read in between or not', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const events = history(randomHistory(seed, 250))
      const expected = shown(fold([events], false))
      const random = seeded(seed)
      const chunks: ExecutionEvent[][] = []
      for (let from = 0; from < events.length; ) {
        const size = 1 + Math.floor(random() * 40)
        chunks.push(events.slice(from, from + size))
        from += size
      }
      expect(shown(fold(chunks, true))).toBe(expected)
      expect(
        shown(
          fold(
            events.map((event) => [event]),
            false,
          ),
        ),
      ).toBe(expected)
    }
  })

  it('I1: shows the same for pages in any order, overlapping and repeated', () => {
    const events = history(randomHistory(7, 400))
    const pages = [
      events.slice(300),
      events.slice(100, 220),
      events.slice(0, 120),
      events.slice(200),
      events.slice(0, 9),
    ]
    expect(shown(fold(pages, true))).toBe(shown(fold([events], false)))
  })

  it('I1: at every prefix the increment equals a fresh fold', () => {
    const events = history(randomHistory(3, 150))
    const growing = new ExecutionModel(definition)
    for (let end = 1; end <= events.length; end += 1) {
      growing.add(events.slice(end - 1, end))
      expect(shown(growing)).toBe(shown(fold([events.slice(0, end)], false)))
    }
  })

  it('gives the same status object while nothing changes, and keeps the objects of steps that did not change', () => {
    const events = history(randomHistory(2, 60))
    const model = fold([events.slice(0, 5)], false)
    const before = model.graphStatus()
    expect(model.graphStatus()).toBe(before)
    model.add(events.slice(5, 7))
    const after = model.graphStatus()
    expect(after).not.toBe(before)
    const [ask] = before.steps.keys()
    expect(ask && after.steps.get(ask)).toBe(ask && before.steps.get(ask))
  })

  it('sums up: status, start, end, transitions with retries, events', () => {
    const events = history(randomHistory(5, 100))
    const { summary } = { summary: fold([events], false).summary() }
    const count = (type: string) => events.filter((event) => event.type === type).length
    const entered = events.filter((event) => event.type.endsWith('StateEntered')).length
    expect(summary).toEqual({
      status: 'SUCCEEDED',
      startedAtMs: events[0]?.timestamp,
      endedAtMs: events.at(-1)?.timestamp,
      transitions: entered + count('TaskFailed'),
      tokens: null,
      events: events.length,
    })
  })

  it('settles a history without an end: what was open was cut off, and the outcome counts', () => {
    const model = fold([history(randomHistory(4, 60)).slice(0, 20)], false)
    expect(model.graphStatus().live.size).toBeGreaterThan(0)
    model.settle({ status: 'FAILED', stoppedAtMs: 1_700_000_060_000, error: 'States.Runtime', cause: 'given up' })
    expect(model.graphStatus().live.size).toBe(0)
    expect(model.summary()).toMatchObject({ status: 'FAILED', endedAtMs: 1_700_000_060_000 })
  })
})
