import { expect, test } from 'vitest'
import type { JsonValue } from '@/lib/shared/json'
import { isWithinPayloadLimit, MAX_PAYLOAD_BYTES } from './payload-size'

function wrapped(levels: number, inner: JsonValue = 'x'): JsonValue {
  let value = inner
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}

test('the limit is that of the bytes of the JSON text, to the byte', () => {
  expect(isWithinPayloadLimit('é'.repeat(MAX_PAYLOAD_BYTES / 2 - 1))).toBe(true)
  expect(isWithinPayloadLimit(`${'é'.repeat(MAX_PAYLOAD_BYTES / 2 - 1)}x`)).toBe(false)
  expect(isWithinPayloadLimit(['x'.repeat(MAX_PAYLOAD_BYTES - 4)])).toBe(true)
  expect(isWithinPayloadLimit(['x'.repeat(MAX_PAYLOAD_BYTES - 3)])).toBe(false)
})

test('a value nested too deep to be written is over the limit, built at once or level by level', () => {
  expect(isWithinPayloadLimit(wrapped(2_000))).toBe(true)
  expect(isWithinPayloadLimit(wrapped(2_001))).toBe(false)
  expect(isWithinPayloadLimit(wrapped(100_000))).toBe(false)
  let value: JsonValue = 'x'
  for (let level = 1; level <= 2_000; level++) {
    value = { x: value }
    expect(isWithinPayloadLimit(value)).toBe(true)
  }
  expect(isWithinPayloadLimit({ x: value })).toBe(false)
  expect(isWithinPayloadLimit(value)).toBe(true)
})
