import { expect, test } from 'vitest'
import type { EngineRecord } from '../core/records'
import { decodeDecision, encodeDecision } from './decision-codec'

const payload = { order: { items: [1, 2, { deep: 'x'.repeat(1000) }] } }
const longName = 'a state whose name is quite long'

const records = [
  { type: 'PassStateEntered', id: 1, previousEventId: 0, atMs: 1, frame: 0, name: longName, input: payload },
  {
    type: 'PassStateExited',
    id: 2,
    previousEventId: 1,
    atMs: 1,
    frame: 0,
    name: longName,
    output: payload,
    next: null,
  },
  { type: 'waitStarted', id: 0, previousEventId: 0, atMs: 1, frame: 0, timer: { effectId: 1, dueAtMs: 5 } },
] as const satisfies EngineRecord[]

test('a decision reads back equal, with nulls, short strings and bookkeeping', () => {
  expect(decodeDecision(encodeDecision(records))).toEqual(records)
  expect(decodeDecision(encodeDecision([]))).toEqual([])
})

test('a payload that records share is stored once and shared again after reading', () => {
  const text = encodeDecision(records)
  expect(text.split('x'.repeat(1000))).toHaveLength(2)
  expect(text.split(longName)).toHaveLength(2)
  const [entered, exited] = decodeDecision(text) as typeof records extends readonly [infer A, infer B, ...unknown[]]
    ? [A, B]
    : never
  expect(entered.input).toBe(exited.output)
})

test('equal payloads that are not the same object are both kept', () => {
  const twice = [records[0], { ...records[1], output: structuredClone(payload) }]
  const read = decodeDecision(encodeDecision(twice))
  expect(read).toEqual(twice)
})

test('a record with a field named like the codec itself survives', () => {
  const odd = { ...records[0], input: { v: [1], r: [2], x: { input: 0 } } }
  expect(decodeDecision(encodeDecision([odd]))).toEqual([odd])
})

test('text that is no decision is refused', () => {
  expect(() => decodeDecision('{"v":[')).toThrow()
  expect(() => decodeDecision('{}')).toThrow()
})
