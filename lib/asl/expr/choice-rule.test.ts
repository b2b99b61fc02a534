import { describe, expect, it } from 'vitest'
import type { ChoiceRule } from '@/lib/asl/types'
import type { JsonValue } from '@/lib/shared/json'
import { compileChoiceRule } from './choice-rule'
import { ExpressionSyntaxError } from './expression-syntax-error'
import { failureOf } from './testing/failure-of'
import { testScope } from './testing/test-scope'

const judge = (rule: ChoiceRule, input: JsonValue): boolean | Promise<boolean> =>
  compileChoiceRule(rule).evaluate(testScope(input, { variables: { n: 3, limit: 5 } }), 'Choices[1]')

describe('a Choice rule of a JSONPath state', () => {
  it.each<[string, JsonValue, JsonValue, boolean]>([
    ['NumericEquals', 1, 1, true],
    ['NumericEquals', 1, '1', false],
    ['NumericLessThan', 1, 2, false],
    ['NumericLessThan', 2, 1, true],
    ['NumericLessThanEquals', 1, 1, true],
    ['NumericGreaterThan', 1, null, false],
    ['NumericGreaterThanEquals', 1, 0, false],
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 1, false],
    ['StringLessThan', 'b', 'B', true],
    ['StringGreaterThan', 'Z', 'a', true],
    ['StringLessThanEquals', 'A', '', true],
    ['StringMatches', 'log-*.txt', 'log-1.txt', true],
    ['StringMatches', '*', 5, false],
    ['BooleanEquals', false, false, true],
    ['BooleanEquals', false, 0, false],
    ['TimestampEquals', '2020-01-01T00:00:00Z', '2020-01-01T01:00:00+01:00', true],
    ['TimestampLessThan', '2020-01-01T00:00:00Z', 'yesterday', false],
    ['TimestampGreaterThanEquals', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', true],
    ['IsNull', true, null, true],
    ['IsNull', false, null, false],
    ['IsNull', false, 0, true],
    ['IsNumeric', true, 1.5, true],
    ['IsString', true, '', true],
    ['IsBoolean', false, 'true', true],
    ['IsTimestamp', true, '2020-01-01T00:00:00Z', true],
    ['IsTimestamp', true, '2020-01-01', false],
  ])('%s %j judges %j as %s', (comparison, operand, value, expected) => {
    expect(judge({ Variable: '$.v', [comparison]: operand }, { v: value })).toBe(expected)
  })

  it('tells a missing value from a null by IsPresent', () => {
    expect(judge({ Variable: '$.v', IsPresent: true }, { v: null })).toBe(true)
    expect(judge({ Variable: '$.v', IsPresent: true }, {})).toBe(false)
    expect(judge({ Variable: '$.v', IsPresent: false }, {})).toBe(true)
    expect(judge({ Variable: '$.list[3]', IsPresent: true }, { list: [1] })).toBe(false)
  })

  it.each(['NumericEquals', 'IsNull', 'IsString', 'StringMatches'])(
    'fails %s on a variable that leads to nothing',
    async (comparison) => {
      const rule = { Variable: '$.a.b', [comparison]: comparison === 'StringMatches' ? 'x' : 1 }
      expect(await failureOf(() => judge(rule, {}))).toEqual({
        error: 'States.Runtime',
        cause: "Invalid path '$.a.b': The choice state's condition path references an invalid value.",
        location: null,
      })
    },
  )

  it('reads the other side of a comparison behind a path, also from variables and the context', async () => {
    expect(judge({ Variable: '$.a', NumericLessThanPath: '$.b' }, { a: 1, b: 2 })).toBe(true)
    expect(judge({ Variable: '$n', NumericLessThanPath: '$limit' }, {})).toBe(true)
    expect(judge({ Variable: '$$.State.Name', StringEqualsPath: '$.a' }, { a: 'Here' })).toBe(true)
    expect(judge({ Variable: '$.a', BooleanEqualsPath: '$.b' }, { a: true, b: 'true' })).toBe(false)
    expect((await failureOf(() => judge({ Variable: '$.a', StringEqualsPath: '$.b' }, { a: '' }))).cause).toContain(
      "Invalid path '$.b'",
    )
  })

  it('stops And and Or at the first rule that decides, so a guard protects what follows', () => {
    const guarded: ChoiceRule = {
      And: [
        { Variable: '$.v', IsPresent: true },
        { Variable: '$.v', NumericEquals: 1 },
      ],
    }
    expect(judge(guarded, {})).toBe(false)
    expect(judge(guarded, { v: 1 })).toBe(true)
    expect(
      judge(
        {
          Or: [
            { Variable: '$.v', IsPresent: false },
            { Variable: '$.v', NumericEquals: 1 },
          ],
        },
        {},
      ),
    ).toBe(true)
    expect(judge({ Not: { Variable: '$.v', NumericEquals: 1 } }, { v: 2 })).toBe(true)
  })

  it.each<ChoiceRule>([
    { Variable: '$.a' },
    { NumericEquals: 1 },
    { Variable: '$.a', Nope: 1 },
    { Variable: 'a', IsNull: true },
  ])('refuses %j', (rule) => {
    expect(() => compileChoiceRule(rule)).toThrow(ExpressionSyntaxError)
  })
})

describe('the Condition of a JSONata state', () => {
  it('is judged at once when it is plain, and by JSONata otherwise', async () => {
    expect(judge({ Condition: '{% $n < $limit %}' }, {})).toBe(true)
    expect(judge({ Condition: false }, {})).toBe(false)
    expect(await judge({ Condition: '{% $count($states.input) = 2 %}' }, [1, 2])).toBe(true)
  })

  it('fails when it is not a boolean', async () => {
    expect(await failureOf(() => judge({ Condition: "{% 'yes' %}" }, {}))).toEqual({
      error: 'States.QueryEvaluationError',
      cause:
        "The JSONata expression ''yes'' specified for the field 'Choices[1]/Condition' returned an unexpected result type. " +
        "Expected 'boolean', but was 'string' for value: \"yes\"",
      location: 'Choices[1]/Condition',
    })
  })

  it('fails when it gives nothing', async () => {
    expect((await failureOf(() => judge({ Condition: '{% $states.input.ok %}' }, {}))).cause).toBe(
      "The JSONata expression '$states.input.ok' specified for the field 'Choices[1]/Condition' returned nothing (undefined).",
    )
  })
})
