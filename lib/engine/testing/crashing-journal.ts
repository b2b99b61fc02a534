import type { Journal, JournalEntry } from '../ports/journal'

/** Where the process dies: at its nth transaction (1-based), before it is on disk or just after. */
export interface CrashPoint {
  append: number
  when: 'before' | 'after'
}

class Killed extends Error {}

/** A journal whose process is killed at a point: nothing gets in or out from then on, as if it were gone. */
export function crashingJournal(
  journal: Journal,
  point: CrashPoint | null,
): Journal & { appends(): number; isDead(): boolean } {
  let appends = 0
  let dead = false
  const alive = <A extends unknown[], R>(method: (...args: A) => R) => {
    return (...args: A): R => {
      if (dead) throw new Killed('this process is gone')
      return method(...args)
    }
  }
  const die = (): never => {
    dead = true
    throw new Killed('this process is killed')
  }
  return {
    ...(Object.fromEntries(
      Object.entries(journal).map(([name, method]) => [name, alive(method)]),
    ) as unknown as Journal),
    append: alive((entries: readonly JournalEntry[]) => {
      appends += 1
      const isPoint = point?.append === appends
      if (isPoint && point.when === 'before') die()
      journal.append(entries)
      if (isPoint) die()
    }),
    appends: () => appends,
    isDead: () => dead,
  }
}
