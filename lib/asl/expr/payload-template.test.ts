import { describe, expect, it } from 'vitest'
import { ExpressionSyntaxError } from './expression-syntax-error'
import { compilePayloadTemplate } from './payload-template'
import { failureOf } from './testing/failure-of'
import { testScope } from './testing/test-scope'

const scope = testScope({ name: 'Ana', n: 2, list: [{ id: 1 }, { id: 2 }] }, { variables: { limit: 9 } })

describe('compilePayloadTemplate', () => {
  it('fills fields that end in .$ at every depth, in lists too, and leaves the rest', () => {
    const template = compilePayloadTemplate({
      'who.$': '$.name',
      fixed: '$.name',
      'ids.$': '$.list[*].id',
      nested: { 'run.$': '$$.Execution.Name', list: [{ 'limit.$': '$limit' }, 'x'] },
      'hi.$': "States.Format('Hi {}', $.name)",
    })
    expect(template.evaluate(scope)).toEqual({
      who: 'Ana',
      fixed: '$.name',
      ids: [1, 2],
      nested: { run: 'nightly', list: [{ limit: 9 }, 'x'] },
      hi: 'Hi Ana',
    })
  })

  it('is itself, not a copy, when nothing in it depends on the scope', () => {
    const literal = { a: [1, { b: '$.name' }] }
    const template = compilePayloadTemplate(literal)
    expect(template.dynamic).toBe(false)
    expect(template.evaluate(scope)).toBe(literal)
  })

  it('shares its literal parts and the values it reads', () => {
    const literal = { big: [1, 2, 3] }
    const filled = compilePayloadTemplate({ literal, 'list.$': '$.list' }).evaluate(scope) as Record<string, unknown>
    expect(filled.literal).toBe(literal)
    expect(filled.list).toBe((scope.input as Record<string, unknown>).list)
  })

  it('keeps the order of its fields', () => {
    const filled = compilePayloadTemplate({ z: 1, 'a.$': '$.n', b: 3 }).evaluate(scope)
    expect(JSON.stringify(filled)).toBe('{"z":1,"a":2,"b":3}')
  })

  it('fails with the innermost field', async () => {
    const template = compilePayloadTemplate({ outer: { 'inner.$': '$.nope' } })
    expect((await failureOf(() => template.evaluate(testScope({ a: 1 })))).cause).toBe(
      "The JSONPath '$.nope' specified for the field 'inner.$' could not be found in the input '{\"a\":1}'",
    )
  })

  it('quotes the document its path starts from', async () => {
    const template = compilePayloadTemplate({ 'x.$': '$$.Nope' })
    expect((await failureOf(() => template.evaluate(testScope(1)))).cause).toContain('in the input \'{"Execution":')
  })

  it.each([['$.a['], ['plain text'], ['States.Nope()'], [5], [null], [{ a: 1 }]])(
    'refuses %j in a field that ends in .$',
    (value) => {
      expect(() => compilePayloadTemplate({ 'field.$': value })).toThrow(ExpressionSyntaxError)
    },
  )
})
