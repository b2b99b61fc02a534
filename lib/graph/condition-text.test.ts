import { describe, expect, it } from 'vitest'
import { compareOneVariable, conditionText } from './condition-text'

describe('conditionText', () => {
  it.each([
    [{ Variable: '$.kind', StringEquals: 'a b' }, '$.kind == "a b"', 'kind == "a b"'],
    [{ Variable: '$.a.size', NumericGreaterThanEquals: 10 }, '$.a.size >= 10', 'size >= 10'],
    [{ Variable: '$.a', NumericLessThanPath: '$.max' }, '$.a < $.max', 'a < $.max'],
    [{ Variable: '$.list[0]', IsPresent: true }, '$.list[0] is present', '$.list[0] is present'],
    [{ Variable: '$.a', IsNull: false }, '$.a is not null', 'a is not null'],
    [{ Not: { Variable: '$.a', IsPresent: true } }, '$.a is not present', 'a is not present'],
    [{ Not: { Variable: '$.a', StringEquals: 'x' } }, '!($.a == "x")', '!(a == "x")'],
    [
      {
        And: [
          { Variable: '$.a', BooleanEquals: true },
          {
            Or: [
              { Variable: '$.b', StringMatches: 'x*' },
              { Variable: '$.c', TimestampLessThan: '2026-01-01T00:00:00Z' },
            ],
          },
        ],
      },
      '$.a == true && ($.b matches "x*" || $.c < "2026-01-01T00:00:00Z")',
      'a == true && (b matches "x*" || c < "2026-01-01T00:00:00Z")',
    ],
    [{ Condition: '{% $states.input.size > 3\n  and $ok %}' }, '$states.input.size > 3 and $ok', 'size > 3 and $ok'],
    [{ Condition: true }, 'true', 'true'],
    [{}, '?', '?'],
  ])('reads %j as %s', (rule, full, short) => {
    expect(conditionText(rule, false)).toEqual({ full, short })
  })

  it('leaves out a variable that all rules compare: only what differs stays', () => {
    expect(conditionText({ Variable: '$.kind', StringEquals: 'billing' }, true).short).toBe('"billing"')
    expect(conditionText({ Variable: '$.n', NumericGreaterThan: 5 }, true).short).toBe('> 5')
  })

  it('sees that all rules compare one variable, and only then', () => {
    const rule = { Variable: '$.kind', StringEquals: 'x' }
    expect(compareOneVariable([rule, { ...rule, StringEquals: 'y' }])).toBe(true)
    expect(compareOneVariable([rule])).toBe(false)
    expect(compareOneVariable([rule, { Variable: '$.kind', IsPresent: true }])).toBe(false)
    expect(compareOneVariable([rule, { Variable: '$.other', StringEquals: 'y' }])).toBe(false)
  })

  it('survives rules that are malformed', () => {
    const broken = { And: [null, { Not: 5 }], Not: null } as never
    expect(conditionText(broken, false).full).toBe('? && ?')
  })
})
