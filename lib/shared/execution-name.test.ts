import { expect, it } from 'vitest'
import { nameProblem } from './execution-name'

it('takes what AWS takes: letters of any language, digits and - _ . + !', () => {
  for (const name of ['a', 'Pedido_42.b+c!', 'ação', 'x'.repeat(80)]) expect(nameProblem(name)).toBeNull()
})
it.each(['a b', 'a/b', 'a:b', 'a#b', 'a\u0007b', 'a$b', 'a`b', 'a\u0085b'])('refuses %j for its character', (name) => {
  expect(nameProblem(name)).toBe('character')
})
it('refuses an empty name and one over 80 characters', () => {
  expect(nameProblem('')).toBe('empty')
  expect(nameProblem('x'.repeat(81))).toBe('too-long')
})
