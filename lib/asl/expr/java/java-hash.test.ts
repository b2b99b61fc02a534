import { describe, expect, it } from 'vitest'
import { javaHash, javaHashOrder } from './java-hash'

describe('javaHash', () => {
  it.each([
    [null, 0],
    [true, 1231],
    [false, 1237],
    [42, 42],
    [-1, -1],
    [2 ** 31, -(2 ** 31)],
    [1.5, 1073217536],
    ['', 0],
    ['hello', 99162322],
    ['polygenelubricants', -(2 ** 31)],
    [[], 1],
    [[1, 2], 994],
    [{}, 0],
    [{ a: 1 }, 96],
  ])('of %j is what Java documents', (value, hash) => {
    expect(javaHash(value)).toBe(hash)
  })
})

describe('javaHashOrder', () => {
  it('goes by bucket, then by insertion', () => {
    expect(javaHashOrder([17, 1, 0])).toEqual([2, 0, 1])
  })

  it('grows the table with its entries, so that small numbers stay in order', () => {
    const hashes = Array.from({ length: 40 }, (_, index) => 39 - index)
    expect(javaHashOrder(hashes)).toEqual(Array.from({ length: 40 }, (_, index) => 39 - index))
  })
})
