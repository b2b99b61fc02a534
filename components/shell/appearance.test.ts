import { describe, expect, it } from 'vitest'
import { APPEARANCE_COOKIES, readAppearance } from './appearance'

const DEFAULT = { theme: 'system', density: 'compact', texture: 'on', rail: 'icons' }

const of = (cookies: Record<string, string>) => readAppearance((name) => cookies[name])

describe('readAppearance', () => {
  it('follows the system, compact and with texture, in a browser that chose nothing', () => {
    expect(of({})).toEqual(DEFAULT)
  })

  it('gives back every part that was chosen', () => {
    const chosen = { theme: 'dark', density: 'comfortable', texture: 'off', rail: 'labels' }
    const cookies = Object.fromEntries(
      Object.entries(APPEARANCE_COOKIES).map(([part, name]) => [name, chosen[part as keyof typeof chosen]]),
    )
    expect(of(cookies)).toEqual(chosen)
  })

  it('takes the default for a value it does not know, which would otherwise reach an attribute of the page', () => {
    const cookies = Object.fromEntries(Object.values(APPEARANCE_COOKIES).map((name) => [name, '"><script>']))
    expect(of(cookies)).toEqual(DEFAULT)
  })
})
