import { expect, test } from 'vitest'
import type { StateMachineDefinition } from './types'
import { variableReferences } from './variable-references'

const references = (states: object, rest: object = {}) =>
  variableReferences({ StartAt: 'S', States: states, ...rest } as unknown as StateMachineDefinition)

test('a JSONPath state reads variables in its paths, templates and intrinsic calls, sorted and once each', () => {
  expect(
    references({
      S: {
        Type: 'Task',
        InputPath: '$order.items',
        Parameters: {
          'a.$': '$zone',
          b: '$literal',
          list: [{ 'c.$': "States.Format('{}{}', $name, States.ArrayLength($zone))" }],
        },
        TimeoutSecondsPath: '$limit',
        Catch: [{ ErrorEquals: ['E'], Next: 'T', Assign: { 'e.$': '$last' } }],
      },
    }),
  ).toEqual({ S: ['last', 'limit', 'name', 'order', 'zone'] })
})

test('a Choice reads the variables of its rules at any depth', () => {
  expect(
    references({
      S: {
        Type: 'Choice',
        Choices: [{ Not: { Or: [{ Variable: '$guess', StringEqualsPath: '$answer' }] }, Next: 'T' }],
      },
    }),
  ).toEqual({ S: ['answer', 'guess'] })
})

test('variables in a filter count, the context object and literals do not', () => {
  expect(
    references({
      S: { Type: 'Pass', InputPath: '$.a[?(@.b == $wanted)]', Result: '$result', ResultPath: '$.x' },
      T: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id', somePath: '$text' } },
    }),
  ).toEqual({ S: ['wanted'] })
})

test('a container does not count what its inner states read', () => {
  const inner = { StartAt: 'A', States: { A: { Type: 'Pass', Assign: { 'x.$': '$outer' } } } }
  expect(references({ S: { Type: 'Map', ItemsPath: '$list', ItemProcessor: inner } })).toEqual({
    A: ['outer'],
    S: ['list'],
  })
})

test('a JSONata state reads the names it neither binds nor calls as functions of the language', () => {
  const expression = '{% ($n := $count($orders); $map($orders, function($v, $i) { $v.total * $rate + $n }) ~> $sum) %}'
  expect(
    references(
      { S: { Type: 'Pass', Output: { a: [expression] }, Assign: { b: '{% $states.input.c & $tag %}' } } },
      { QueryLanguage: 'JSONata' },
    ),
  ).toEqual({
    S: ['orders', 'rate', 'tag'],
  })
})

test('what does not parse reads nothing', () => {
  expect(references({ S: { Type: 'Pass', InputPath: '$a[', Parameters: { 'b.$': 'States.Nope($c)' } } })).toEqual({})
  expect(references({ S: { Type: 'Pass', Output: '{% $a + %}' } }, { QueryLanguage: 'JSONata' })).toEqual({})
})
