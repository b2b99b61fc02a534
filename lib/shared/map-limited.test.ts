import { expect, it } from 'vitest'
import { mapLimited } from './map-limited'

it('keeps the order of the items and never has more than the limit at work', async () => {
  let atWork = 0
  let most = 0
  const results = await mapLimited([5, 4, 3, 2, 1], 2, async (item) => {
    most = Math.max(most, ++atWork)
    for (let turn = 0; turn < item; turn++) await Promise.resolve()
    atWork--
    return item * 10
  })
  expect(results).toEqual([50, 40, 30, 20, 10])
  expect(most).toBe(2)
})
it('gives nothing for nothing', async () => {
  expect(await mapLimited([], 4, async () => 1)).toEqual([])
})
