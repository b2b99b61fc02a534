import { describe, expect, it } from 'vitest'
import { routeLook } from './route-look'

const design = { kind: 'next', loop: false, inExecution: false, walked: false, live: false } as const

describe('routeLook', () => {
  it.each([
    [{}, 'design'],
    [{ kind: 'default' }, 'default'],
    [{ kind: 'catch' }, 'catch'],
    [{ loop: true }, 'loop'],
    [{ inExecution: true }, 'off'],
    [{ inExecution: true, kind: 'catch' }, 'off'],
    [{ inExecution: true, walked: true }, 'walked'],
    [{ inExecution: true, walked: true, loop: true }, 'walked-loop'],
    [{ inExecution: true, walked: true, live: true }, 'live'],
    [{ inExecution: true, live: true }, 'off'],
    [{ inExecution: true, walked: true, live: true, kind: 'catch' }, 'walked-catch'],
  ] as const)('with %j is %s', (more, look) => {
    expect(routeLook({ ...design, ...more })).toBe(look)
  })
})
