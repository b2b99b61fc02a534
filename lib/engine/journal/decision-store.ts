import type { Database } from 'better-sqlite3'
import type { EngineRecord } from '../core/records'
import type { StoredDecision } from '../ports/journal'
import { decodeDecision, encodeDecision } from './decision-codec'
import { JournalError } from './journal-error'

// Rows kept decoded: a live execution's newest row is asked for again and again by whoever watches it.
const DECODED_ROWS = 32

interface DecisionRow {
  id: number
  seq: number
  first_event: number
  last_event: number
  payload: string
}

type EventQuery = { executionId: number; fromId: number; limit: number; reverse: boolean }

/** Decisions in SQLite, one row each (see `schema.ts` for the bounds in a row). */
export function decisionStore(db: Database) {
  const insert = db.prepare<[number, number, number, number, string]>(
    'INSERT INTO decisions (execution_id, seq, first_event, last_event, payload) VALUES (?, ?, ?, ?, ?)',
  )
  const inOrder = db.prepare<[number], DecisionRow>(
    'SELECT * FROM decisions WHERE execution_id = ? ORDER BY last_event, seq',
  )
  const upwards = db.prepare<[number, number], DecisionRow>(
    'SELECT * FROM decisions WHERE execution_id = ? AND last_event >= ? ORDER BY last_event, seq',
  )
  const rowOfEvent = db.prepare<[number, number], { last_event: number }>(
    'SELECT last_event FROM decisions WHERE execution_id = ? AND last_event >= ? ORDER BY last_event LIMIT 1',
  )
  const downwards = db.prepare<[number, number], DecisionRow>(
    'SELECT * FROM decisions WHERE execution_id = ? AND last_event <= ? ORDER BY last_event DESC, seq DESC',
  )
  const newest = db.prepare<[number], { last_event: number }>(
    'SELECT last_event FROM decisions WHERE execution_id = ? ORDER BY last_event DESC LIMIT 1',
  )
  const decoded = new Map<number, EngineRecord[]>()

  function eventsOf(row: DecisionRow): EngineRecord[] {
    const known = decoded.get(row.id)
    if (known) return known
    const events = decode(row).filter((record) => record.id > 0)
    decoded.set(row.id, events)
    if (decoded.size > DECODED_ROWS) decoded.delete(decoded.keys().next().value as number)
    return events
  }

  return {
    insert(executionId: number, seq: number, records: readonly EngineRecord[], previousLastEvent: number): number {
      let last = previousLastEvent
      for (const record of records) if (record.id > 0) last = record.id
      insert.run(executionId, seq, previousLastEvent + 1, last, encodeDecision(records))
      return last
    },
    lastEvent: (executionId: number): number => newest.get(executionId)?.last_event ?? 0,

    *readAll(executionId: number): Iterable<StoredDecision> {
      let seq = 0
      let eventId = 0
      for (const row of inOrder.all(executionId)) {
        seq += 1
        const records = decode(row)
        if (row.seq !== seq) throw broken(`decision ${seq} is missing`)
        for (const record of records) {
          if (record.id === 0) continue
          eventId += 1
          if (record.id !== eventId) throw broken(`event ${eventId} is missing`)
        }
        yield { seq, records }
      }
    },

    readEvents({ executionId, fromId, limit, reverse }: EventQuery): EngineRecord[] {
      const found: EngineRecord[] = []
      if (reverse) {
        const start = rowOfEvent.get(executionId, fromId)?.last_event ?? fromId
        for (const row of downwards.iterate(executionId, start)) {
          const events = eventsOf(row)
          for (let i = events.length - 1; i >= 0 && found.length < limit; i--) {
            const event = events[i] as EngineRecord
            if (event.id <= fromId) found.push(event)
          }
          if (found.length >= limit) break
        }
        return found
      }
      for (const row of upwards.iterate(executionId, fromId)) {
        for (const event of eventsOf(row)) {
          if (event.id >= fromId && found.length < limit) found.push(event)
        }
        if (found.length >= limit) break
      }
      return found
    },
  }
}

function decode(row: DecisionRow): EngineRecord[] {
  try {
    return decodeDecision(row.payload)
  } catch (error) {
    throw new JournalError('broken-invariant', `decision ${row.seq} can't be read`, { cause: error })
  }
}

const broken = (what: string) =>
  new JournalError('broken-invariant', `The journal of this execution has a gap: ${what}`)
