import type { Journal, JournalEntry } from '../ports/journal'

interface Waiting {
  entry: JournalEntry
  resolve: () => void
  reject: (error: unknown) => void
}

/** Resolves when the entry is on disk; rejects when it is not and will not be. */
export type Commit = (entry: JournalEntry) => Promise<void>

/**
 * Lets all decisions that became ready in one turn of the event loop share one transaction, so that many executions cost one
 * sync of the disk. When the shared transaction fails, each entry is tried alone: a bad one doesn't take others with it.
 */
export function groupCommit(journal: Pick<Journal, 'append'>): Commit {
  let waiting: Waiting[] = []

  function flush(): void {
    const batch = waiting
    waiting = []
    try {
      journal.append(batch.map(({ entry }) => entry))
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const one of batch) alone(one)
      return
    }
    for (const { resolve } of batch) resolve()
  }

  function alone({ entry, resolve, reject }: Waiting): void {
    try {
      journal.append([entry])
    } catch (error) {
      reject(error)
      return
    }
    resolve()
  }

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject })
      if (waiting.length === 1) setImmediate(flush)
    })
}
