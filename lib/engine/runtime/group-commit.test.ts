import { expect, test } from 'vitest'
import type { JournalEntry } from '../ports/journal'
import { groupCommit } from './group-commit'

const entry = (executionId: number): JournalEntry => ({ executionId, seq: 1, records: [], birth: null, end: null })

test('decisions that are ready in one turn share a transaction', async () => {
  const batches: number[][] = []
  const commit = groupCommit({ append: (entries) => void batches.push(entries.map((e) => e.executionId)) })
  await Promise.all([commit([entry(1)]), commit([entry(2)]), commit([entry(3)])])
  await commit([entry(4)])
  expect(batches).toEqual([[1, 2, 3], [4]])
})

test('an entry the journal refuses fails alone: the others of its turn are stored', async () => {
  const stored: number[] = []
  const commit = groupCommit({
    append(entries) {
      if (entries.some((e) => e.executionId === 2)) throw new Error('out of step')
      stored.push(...entries.map((e) => e.executionId))
    },
  })
  const outcomes = await Promise.allSettled([commit([entry(1)]), commit([entry(2)]), commit([entry(3)])])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(stored).toEqual([1, 3])
})

test('the entries of one commit are stored together or not at all, also when it is tried alone', async () => {
  const stored: number[] = []
  const commit = groupCommit({
    append(entries) {
      if (entries.some((e) => e.executionId === 2)) throw new Error('out of step')
      stored.push(...entries.map((e) => e.executionId))
    },
  })
  const outcomes = await Promise.allSettled([commit([entry(1), entry(2)]), commit([entry(3), entry(4)])])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(stored).toEqual([3, 4])
})

test('nobody is told of a commit before it is on disk', async () => {
  const order: string[] = []
  const commit = groupCommit({ append: () => void order.push('on disk') })
  await commit([entry(1)]).then(() => order.push('acknowledged'))
  expect(order).toEqual(['on disk', 'acknowledged'])
})
