import { describe, expect, it } from 'vitest'
import { negotiateLocale } from './locale'

describe('negotiateLocale', () => {
  it('takes a chosen language over what the browser asks for', () => {
    expect(negotiateLocale('pt-BR', 'en')).toBe('pt-BR')
  })
  it('ignores a chosen language that does not exist', () => {
    expect(negotiateLocale('tlh', 'pt-PT,pt;q=0.9')).toBe('pt-BR')
  })
  it('follows the weights, not the order', () => {
    expect(negotiateLocale(undefined, 'en;q=0.5, pt;q=0.8')).toBe('pt-BR')
  })
  it('skips languages it does not have and those refused with q=0', () => {
    expect(negotiateLocale(undefined, 'de, pt;q=0, en-GB;q=0.1')).toBe('en')
  })
  it('gives English when nothing matches or nothing is asked for', () => {
    expect(negotiateLocale(undefined, 'de-AT, *;q=0.1')).toBe('en')
    expect(negotiateLocale(undefined, null)).toBe('en')
  })
})
