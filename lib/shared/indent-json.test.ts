import { describe, expect, test } from 'vitest'
import { indentJson } from './indent-json'

const VALUES = [
  {},
  [],
  [[], {}, [{}]],
  'a "quoted" {text}, [with]: marks \\ and\nbreaks',
  { a: [1, -2.5, { b: null, c: [true, false] }], 'key: with, marks': {}, d: '' },
  12,
  null,
]

describe('indentJson', () => {
  test.each(VALUES)('lays %j out as JSON.stringify does, at any width', (value) => {
    for (const spaces of [0, 2, 4]) {
      const expected = JSON.stringify(value, null, spaces)
      expect(indentJson(JSON.stringify(value), spaces)).toBe(expected)
      expect(indentJson(JSON.stringify(value, null, 3), spaces)).toBe(expected)
    }
  })

  test('keeps numbers digit by digit, and texts escape by escape', () => {
    expect(indentJson('{"id":12345678901234567890,"price":1.50,"e":1E5,"t":"\\u00e9"}', 0)).toBe(
      '{"id":12345678901234567890,"price":1.50,"e":1E5,"t":"\\u00e9"}',
    )
  })

  test('leaves text that is not JSON alone', () => {
    expect(indentJson('{"a": }')).toBe('{"a": }')
  })
})
