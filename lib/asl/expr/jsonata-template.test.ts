import { describe, expect, it } from 'vitest'
import type { JsonValue } from '@/lib/shared/json'
import { ExpressionSyntaxError } from './expression-syntax-error'
import type { JsonataEvaluator, JsonataRequest } from './jsonata-evaluator'
import { compileJsonataTemplate } from './jsonata-template'
import { failureOf } from './testing/failure-of'
import { testScope } from './testing/test-scope'

const scope = testScope(
  { name: 'Ana', prices: [1, 2, 3], gone: null },
  { variables: { rate: 2 }, result: { ok: true } },
)

const fill = (template: JsonValue, location?: string): JsonValue | Promise<JsonValue> =>
  compileJsonataTemplate(template).evaluate(scope, location)

describe('compileJsonataTemplate', () => {
  it('evaluates texts between the delimiters and leaves every other value', async () => {
    const template = {
      who: '{% $states.input.name %}',
      total: '{%$sum($states.input.prices) * $rate%}',
      done: '{% $states.result.ok %}',
      run: '{% $states.context.Execution.Name %}',
      null: '{% $states.input.gone %}',
      list: ['{% $rate %}', null, 0.1, ['{% 1 + 1 %}'], ' {% $rate %}', '{% $rate %} ', '$rate', '{%', '{% %'],
      '{% $rate %}': 'a key',
    }
    expect(await fill(template)).toEqual({
      who: 'Ana',
      total: 12,
      done: true,
      run: 'nightly',
      null: null,
      list: [2, null, 0.1, [2], ' {% $rate %}', '{% $rate %} ', '$rate', '{%', '{% %'],
      '{% $rate %}': 'a key',
    })
  })

  it('is itself, not a copy and not a promise, when it holds no expression', () => {
    const literal = { a: [1, { b: 'x' }], c: null }
    const template = compileJsonataTemplate(literal)
    expect(template.dynamic).toBe(false)
    expect(template.evaluate(scope)).toBe(literal)
  })

  it('gives no promise for plain expressions, and shares literal parts and values read', () => {
    const literal = { big: [1] }
    const filled = fill({ literal, prices: '{% $states.input.prices %}', n: '{% $rate * 3 %}' })
    expect(filled).toEqual({ literal: { big: [1] }, prices: [1, 2, 3], n: 6 })
    expect((filled as { literal: unknown }).literal).toBe(literal)
    expect((filled as { prices: unknown }).prices).toBe((scope.input as { prices: unknown }).prices)
  })

  it('keeps the order of keys when some expressions take longer than others', async () => {
    const filled = await fill({ z: '{% $rate %}', a: '{% $sum([1]) %}', m: '{% $rate %}', b: 1 })
    expect(JSON.stringify(filled)).toBe('{"z":2,"a":1,"m":2,"b":1}')
  })

  it.each([
    ['{% $states.input.nope %}', 'Output', 'Output'],
    [{ a: { b: ['{% 1 %}', '{% $states.input.nope %}'] } }, 'Output', 'Output/a/b[1]'],
    [{ a: [{ b: [[1, '{% $sum($states.input.nope) %}']] }] }, 'Output', 'Output/a[0]/b[0][1]'],
    [{ v: '{% $nope %}' }, 'Catch[1]/Output', 'Catch[1]/Output/v'],
    [{ x: '{% $states.errorOutput %}' }, 'Assign', 'Assign/x'],
  ])('names the place of an expression that gives nothing: %j', async (template, field, location) => {
    const failure = await failureOf(() => fill(template, field))
    expect(failure).toMatchObject({ error: 'States.QueryEvaluationError', location })
    expect(failure.cause).toMatch(
      /^The JSONata expression '.*' specified for the field '.*' returned nothing \(undefined\)\.$/,
    )
    expect(failure.cause).toContain(`specified for the field '${location}'`)
  })

  it('quotes the expression without its delimiters in the cause of an error', async () => {
    const failure = await failureOf(() =>
      fill({ FunctionResult: '{%  $randomSeeded($states.input.name) %}' }, 'Output'),
    )
    expect(failure.cause).toBe(
      "The JSONata expression '$randomSeeded($states.input.name)' specified for the field 'Output/FunctionResult' " +
        'threw an error during evaluation. T1006: Attempted to invoke a non-function',
    )
    expect((await failureOf(() => fill('{% $fn := function($x){$x} %}', 'Items'))).cause).toBe(
      "The JSONata expression '$fn := function($x){$x}' specified for the field 'Items' returned an unsupported result type.",
    )
  })

  it('reports the first failure in document order', async () => {
    const failure = await failureOf(() => fill({ slow: "{% $error('first') %}", fast: '{% $states.input.nope %}' }))
    expect(failure.location).toBe('Output/slow')
  })

  it('lists its expressions with their places', () => {
    const template = compileJsonataTemplate({ a: ['x', '{% $rate %}'], b: '{% 1 %}' })
    expect(template.expressions.map(({ location, compiled }) => [location, compiled.source])).toEqual([
      ['/a[1]', '$rate'],
      ['/b', '1'],
    ])
  })

  it('refuses what does not parse', () => {
    expect(() => compileJsonataTemplate({ a: '{% 1 + %}' })).toThrow(ExpressionSyntaxError)
    expect(() => compileJsonataTemplate('{%%}')).toThrow(ExpressionSyntaxError)
  })

  it('hands an evaluator plain data with no more than the expression reads', async () => {
    const requests: JsonataRequest[] = []
    const elsewhere: JsonataEvaluator = {
      evaluate: async (request) => {
        requests.push(structuredClone(request))
        return { kind: 'value', value: 'from elsewhere' }
      },
    }
    const context = (): never => {
      throw new Error('The context is not read')
    }
    const source = '$map($states.input, function($v){ $v * $rate })'
    const template = compileJsonataTemplate(`{% ${source} %}`)
    const value = await template.evaluate(
      testScope([1], { variables: { rate: 2, other: 3 }, jsonata: elsewhere, context }),
    )
    expect(value).toBe('from elsewhere')
    expect(requests).toEqual([{ source, bindings: { rate: 2, states: { input: [1] } } }])
  })
})
