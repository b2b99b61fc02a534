import { describe, expect, it } from 'vitest'
import { randomJson, randomSource } from '../testing/random-json'
import { parseStrictJson } from './parse-strict-json'

describe('parseStrictJson', () => {
  it.each([
    '',
    '  ',
    '{"a":1}{"b":2}',
    '[1] [2]',
    '{"a":1,"a":2}',
    '{"x":{"a":1 , "a" : 2}}',
    '[{"a":1,"\\u0061":2}]',
    '1e400',
    '[-1e400]',
    "{'a':1}",
    '[1,]',
    'NaN',
  ])('refuses %s', (text) => {
    expect(() => parseStrictJson(text)).toThrow(SyntaxError)
  })

  it.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '{"a":"b","b":"a"}',
    '["a","a"]',
    '{"k":"{\\"k\\":1}","j":"[}"}',
    'null',
    '"text"',
  ])('reads %s', (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text))
  })

  it('reads -0 as 0 and 1.0 as 1', () => {
    expect(Object.is(parseStrictJson('-0'), 0)).toBe(true)
    expect(parseStrictJson('1.0')).toBe(1)
  })

  it('reads whatever JSON.stringify writes', () => {
    const random = randomSource(20)
    for (let round = 0; round < 300; round += 1) {
      const text = JSON.stringify(randomJson(random, 4))
      expect(JSON.stringify(parseStrictJson(text))).toBe(text)
    }
  })
})
