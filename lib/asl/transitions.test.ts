import { expect, test } from 'vitest'
import { transitionsOf } from './transitions'
import type { State } from './types'

const ways = (state: object) =>
  transitionsOf(state as State).map(({ kind, target, field }) => [kind, target, field.join('.')])

test('a Choice leads through its rules in order and then its default', () => {
  expect(
    ways({
      Type: 'Choice',
      Choices: [{ Next: 'A' }, { Condition: true }, { Next: 'B' }],
      Default: 'C',
      Next: 'never',
    }),
  ).toEqual([
    ['choice', 'A', 'Choices.0.Next'],
    ['choice', 'B', 'Choices.2.Next'],
    ['default', 'C', 'Default'],
  ])
})

test('a Task leads to its successor and then to its catchers', () => {
  expect(ways({ Type: 'Task', Next: 'A', Catch: [{ Next: 'B' }, { Next: 'C' }] })).toEqual([
    ['next', 'A', 'Next'],
    ['catch', 'B', 'Catch.0.Next'],
    ['catch', 'C', 'Catch.1.Next'],
  ])
})

test('catchers lead out of a state that ends, and out of no state that cannot have any', () => {
  expect(ways({ Type: 'Map', End: true, Catch: [{ Next: 'A' }] })).toEqual([['catch', 'A', 'Catch.0.Next']])
  expect(ways({ Type: 'Pass', End: true, Catch: [{ Next: 'A' }] })).toEqual([])
  expect(ways({ Type: 'Succeed', Next: 'A' })).toEqual([])
})

test('malformed rules are passed over', () => {
  expect(ways({ Type: 'Choice', Choices: [null, 3, { Next: 4 }, { Next: 'A' }] })).toEqual([
    ['choice', 'A', 'Choices.3.Next'],
  ])
  expect(ways({ Type: 'Task', Next: 7, Catch: { Next: 'A' } })).toEqual([])
})
