import { describe, expect, test } from 'vitest'
import { overflowsDouble } from './overflows-double'

describe('numbers beyond a double', () => {
  test.each(['1e400', '{"a":[-1E+309]}', `[1${'0'.repeat(400)}]`, '1e0000400', `${'9'.repeat(306)}e5`])(
    '%s is found',
    (json) => expect(overflowsDouble(json)).toBe(true),
  )

  test.each(['1.7976931348623157e308', '"1e400"', '{"1e400":1}', '1e-400', `0.${'0'.repeat(400)}1`, '1e400,', ''])(
    '%s is not one',
    (json) => expect(overflowsDouble(json)).toBe(false),
  )
})
