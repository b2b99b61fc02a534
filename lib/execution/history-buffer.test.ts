import { describe, expect, it } from 'vitest'
import type { ExecutionEvent } from './execution-event'
import { HistoryBuffer } from './history-buffer'

const event = (id: number, type = 'PassStateEntered'): ExecutionEvent => ({
  id,
  previousEventId: 0,
  timestamp: 0,
  type,
})
const ids = (events: readonly ExecutionEvent[]) => events.map(({ id }) => id)

describe('a history buffer', () => {
  it('I2: gives each event once, in order, when it joins the gapless prefix', () => {
    const buffer = new HistoryBuffer()
    expect(ids(buffer.add([event(2), event(1), event(2)]))).toEqual([1, 2])
    expect(ids(buffer.add([event(1), event(3)]))).toEqual([3])
    expect(buffer.lastId).toBe(3)
  })

  it('I3: holds events past a hole until the hole is filled', () => {
    const buffer = new HistoryBuffer()
    expect(buffer.add([event(4), event(3)])).toEqual([])
    expect([buffer.lastId, buffer.waiting]).toEqual([0, 2])
    expect(ids(buffer.add([event(1)]))).toEqual([1])
    expect(ids(buffer.add([event(2)]))).toEqual([2, 3, 4])
    expect(buffer.waiting).toBe(0)
  })

  it('I1: keeps the first event of an id', () => {
    const buffer = new HistoryBuffer()
    buffer.add([event(1, 'ExecutionStarted'), event(2, 'A')])
    buffer.add([event(2, 'B')])
    expect(buffer.get(2)?.type).toBe('A')
    expect(buffer.get(3)).toBeNull()
  })

  it('passes over ids that cannot be', () => {
    const buffer = new HistoryBuffer()
    expect(buffer.add([event(0), event(-1), event(1.5), event(Number.NaN)])).toEqual([])
    expect(buffer.waiting).toBe(0)
  })
})
