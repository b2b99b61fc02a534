import { expect, it } from 'vitest'
import { compileStringMatches } from './string-matches'

it.each([
  ['log-*.txt', 'log-2026.txt', true],
  ['log-*.txt', 'log-.txt', true],
  ['log-*.txt', 'log.txt', false],
  ['*', '', true],
  ['*', 'anything\nat all', true],
  ['', '', true],
  ['', 'x', false],
  ['a*b*c', 'a__b__c', true],
  ['a*b*c', 'acb', false],
  ['a*a', 'a', false],
  ['*ab*ab*', 'xabxab', true],
  ['*ab*ab*', 'xaba', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a\\\\*', 'a\\x', true],
  ['a\\b', 'a\\b', true],
  ['.+', 'xx', false],
  ['É*', 'Été', true],
])('%j against %j is %s', (pattern, text, expected) => {
  expect(compileStringMatches(pattern)(text)).toBe(expected)
})

it('answers a hostile pattern without trying every split', () => {
  const matches = compileStringMatches(`${'a*'.repeat(50)}b`)
  expect(matches('a'.repeat(5_000))).toBe(false)
})
