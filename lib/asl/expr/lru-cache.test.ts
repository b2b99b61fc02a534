import { expect, it } from 'vitest'
import { LruCache } from './lru-cache'

it('forgets what was used longest ago', () => {
  const cache = new LruCache<object>(2)
  const make = () => ({})
  const a = cache.get('a', make)
  const b = cache.get('b', make)
  expect(cache.get('a', make)).toBe(a)
  cache.get('c', make)
  expect(cache.get('a', make)).toBe(a)
  expect(cache.get('b', make)).not.toBe(b)
  expect(cache.size).toBe(2)
})

it('keeps nothing for a key that could not be made', () => {
  const cache = new LruCache<number>(2)
  expect(() =>
    cache.get('a', () => {
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(cache.size).toBe(0)
  expect(cache.get('a', () => 1)).toBe(1)
})
