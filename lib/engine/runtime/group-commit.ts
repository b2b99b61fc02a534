import type { Journal, JournalEntry } from '../ports/journal'

interface Waiting {
  entries: readonly JournalEntry[]
  resolve: () => void
  reject: (error: unknown) => void
}

/** Resolves when the entries are on disk, all of them; rejects when none is or will be. */
export type Commit = (entries: readonly JournalEntry[]) => Promise<void>

/**
 * Lets all decisions that became ready in one turn of the event loop share one transaction, so that many executions cost one
 * sync of the disk. When the shared transaction fails, each commit is tried alone: a bad one doesn't take others with it.
 */
export function groupCommit(journal: Pick<Journal, 'append'>): Commit {
  let waiting: Waiting[] = []

  function flush(): void {
    const batch = waiting
    waiting = []
    try {
      journal.append(batch.flatMap(({ entries }) => entries))
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const one of batch) alone(one)
      return
    }
    for (const { resolve } of batch) resolve()
  }

  function alone({ entries, resolve, reject }: Waiting): void {
    try {
      journal.append(entries)
    } catch (error) {
      reject(error)
      return
    }
    resolve()
  }

  return (entries) =>
    new Promise((resolve, reject) => {
      waiting.push({ entries, resolve, reject })
      if (waiting.length === 1) setImmediate(flush)
    })
}
