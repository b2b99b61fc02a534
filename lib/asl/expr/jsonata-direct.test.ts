import { describe, expect, it } from 'vitest'
import type { JsonValue } from '@/lib/shared/json'
import { randomSource } from '../testing/random-json'
import { inProcessJsonata } from './in-process-jsonata'
import { compileJsonata } from './jsonata'
import { jsonataBindings } from './jsonata-bindings'
import { BEYOND_DIRECT, compileDirect } from './jsonata-direct'
import { testScope } from './testing/test-scope'

const input: JsonValue = {
  n: 3,
  big: 1e308,
  zero: 0,
  text: 'abc',
  yes: true,
  no: false,
  null: null,
  empty: [],
  one: [1],
  many: [{ a: 1 }, { a: 2 }],
  nested: { a: { b: 'deep' } },
}

const scope = testScope(input, { variables: { v: 5, list: [1, 2], o: { k: 'x' }, nil: null }, result: [7] })

const ATOMS = [
  '$states.input.n',
  '$states.input.big',
  '$states.input.zero',
  '$states.input.text',
  '$states.input.yes',
  '$states.input.no',
  '$states.input.`null`',
  '$states.input.`null`.x',
  '$states.input.empty',
  '$states.input.one',
  '$states.input.many',
  '$states.input.many.a',
  '$states.input.nested.a',
  '$states.input.nested.a.b',
  '$states.input.text.x',
  '$states.input.missing',
  '$states.input.missing.x',
  '$states.input.constructor',
  '$states.input',
  '$states.result',
  '$states.context.Execution.Name',
  '$v',
  '$list',
  '$o.k',
  '$o.none',
  '$nil',
  '$nope',
  '$sum',
  '2',
  '-1.5',
  '"abc"',
  'true',
  'null',
]

const OPERATORS = ['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '=', '!=', 'and', 'or', '&']

function randomExpression(random: () => number, depth: number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const kind = depth === 0 ? 0 : random()
  if (kind < 0.3) return pick(ATOMS)
  const part = (): string => randomExpression(random, depth - 1)
  if (kind < 0.8) return `(${part()} ${pick(OPERATORS)} ${part()})`
  return `(${part()} ? ${part()} : ${part()})`
}

describe('compileDirect', () => {
  it('gives what JSONata gives, wherever it gives anything', async () => {
    const random = randomSource(17)
    const sources = [...ATOMS, ...Array.from({ length: 1500 }, () => randomExpression(random, 3))]
    let direct = 0
    for (const source of sources) {
      const compiled = compileJsonata(source)
      const evaluateDirectly = compileDirect(compiled.tree)
      const calculated = evaluateDirectly === null ? BEYOND_DIRECT : evaluateDirectly(scope)
      if (calculated === BEYOND_DIRECT) continue
      direct += 1
      const outcome = await inProcessJsonata.evaluate(
        { source: compiled.source, bindings: jsonataBindings(compiled, scope) },
        scope,
      )
      const expected = outcome.kind === 'value' ? outcome.value : outcome.kind === 'undefined' ? undefined : outcome
      expect([source, calculated]).toEqual([source, expected])
    }
    expect(direct).toBeGreaterThan(300)
  })

  it.each([
    '$states.input.many.a',
    '$states.input.n / 0',
    '$v + "1"',
    '$sum',
    '$list = 1',
    '$nope',
    '"a" < 1',
    '1 and true',
  ])('leaves %s to JSONata', (source) => {
    expect(compileDirect(compileJsonata(source).tree)?.(scope) ?? BEYOND_DIRECT).toBe(BEYOND_DIRECT)
  })

  it.each([
    '$states.input.many[0]',
    '$states.input.many[]',
    '$states.input.many{a: 1}',
    '$states.input^(n)',
    '$states',
    '$',
    'n',
    '$count($list)',
    '($x := 1; $x)',
    '$v ? 1',
    '[1]',
    '{"a": 1}',
    '$states.input.*',
    '$states.other',
  ])('does not take %s on', (source) => {
    expect(compileDirect(compileJsonata(source).tree)).toBeNull()
  })
})
