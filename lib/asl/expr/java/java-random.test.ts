import { expect, it } from 'vitest'
import { JavaRandom } from './java-random'

it('draws the doubles of java.util.Random', () => {
  expect(new JavaRandom(42).nextDouble()).toBe(0.7275636800328681)
  expect(new JavaRandom(0).nextDouble()).toBe(0.730967787376657)
  expect(new JavaRandom(0.9).nextDouble()).toBe(0.730967787376657)
})

it('draws the integers of java.util.Random, for bounds that are a power of two and others', () => {
  const random = new JavaRandom(42)
  expect([random.nextInt(10), random.nextInt(10), random.nextInt(10)]).toEqual([0, 3, 8])
  expect(new JavaRandom(42).nextInt(1024)).toBe(Math.floor(0.7275636800328681 * 1024))
})
