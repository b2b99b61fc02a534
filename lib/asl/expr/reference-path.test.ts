import { describe, expect, it } from 'vitest'
import { ExpressionSyntaxError } from './expression-syntax-error'
import { compileReferencePath } from './reference-path'
import { failureOf } from './testing/failure-of'

describe('compileReferencePath', () => {
  it('makes the objects that are missing on the way', () => {
    expect(compileReferencePath('$.a.b.c').set({ x: 1 }, 2)).toEqual({ x: 1, a: { b: { c: 2 } } })
  })

  it('replaces what is there and shares what lies beside', () => {
    const document = { keep: { big: [1, 2, 3] }, a: { old: 1, beside: {} } }
    const result = compileReferencePath('$.a.old').set(document, 'new') as typeof document
    expect(result).toEqual({ keep: { big: [1, 2, 3] }, a: { old: 'new', beside: {} } })
    expect(result.keep).toBe(document.keep)
    expect(result.a.beside).toBe(document.a.beside)
    expect(document.a.old).toBe(1)
  })

  it('gives the value itself for $', () => {
    const value = { v: 1 }
    expect(compileReferencePath('$').set([1], value)).toBe(value)
  })

  it('replaces an item of a list', () => {
    expect(compileReferencePath('$.list[1].x').set({ list: [{}, { x: 0 }] }, 1)).toEqual({ list: [{}, { x: 1 }] })
  })

  it.each([
    ['a text', '$.a', 'text'],
    ['a list', '$.a', [1]],
    ['null', '$.a', null],
    ['a scalar on the way', '$.a.b', { a: 5 }],
    ['null on the way', '$.a.b', { a: null }],
    ['a list taken for an object', '$.a.b', { a: [] }],
    ['an object taken for a list', '$.a[0]', { a: {} }],
    ['a position past the end', '$.a[1]', { a: [0] }],
  ])('fails on %s', async (_case, path, document) => {
    expect(await failureOf(() => compileReferencePath(path).set(document, 1))).toEqual({
      error: 'States.ResultPathMatchFailure',
      cause: `Unable to apply ReferencePath ${path} to input ${JSON.stringify(document)}`,
      location: null,
    })
  })

  it('takes names such as __proto__ for names', () => {
    const result = compileReferencePath('$.__proto__.x').set({}, 1)
    expect(JSON.stringify(result)).toBe('{"__proto__":{"x":1}}')
    expect(({} as { x?: number }).x).toBeUndefined()
  })

  it.each(['$.a[*]', '$..a', '$.a[-1]', '$.a[0:1]', "$['a','b']", '$$.a', '$v', '$.a.length()', 'a'])(
    'refuses %s',
    (path) => {
      expect(() => compileReferencePath(path)).toThrow(ExpressionSyntaxError)
    },
  )
})
