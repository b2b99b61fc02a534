import type { EngineRecord } from '../core/records'

// A string this long is stored once a decision, as objects are: state names, ARNs and causes repeat from record to record.
const INTERNED_STRING_LENGTH = 24

/**
 * Writes a decision's records as one text. Objects that several records share by identity, and long strings, are stored once:
 * `v` are the values, `r` the records without them, `x` per record the fields that point into `v` (0 when none do).
 */
export function encodeDecision(records: readonly EngineRecord[]): string {
  const values: unknown[] = []
  const indexOf = new Map<unknown, number>()
  const fieldsOfRecords: Record<string, number>[] = []
  const flat = records.map((record) => {
    const scalars: Record<string, unknown> = {}
    const fields: Record<string, number> = {}
    for (const [field, value] of Object.entries(record)) {
      if (!isInterned(value)) {
        scalars[field] = value
        continue
      }
      let index = indexOf.get(value)
      if (index === undefined) {
        index = values.push(value) - 1
        indexOf.set(value, index)
      }
      fields[field] = index
    }
    fieldsOfRecords.push(fields)
    return scalars
  })
  return JSON.stringify({ v: values, r: flat, x: fieldsOfRecords })
}

/** Reads back what `encodeDecision` wrote: equal records, sharing values where they were shared. Throws on other text. */
export function decodeDecision(text: string): EngineRecord[] {
  const { v, r, x } = JSON.parse(text) as EncodedDecision
  r.forEach((record, position) => {
    const fields = x[position]
    for (const field in fields) record[field] = v[fields[field] as number]
  })
  return r as unknown as EngineRecord[]
}

interface EncodedDecision {
  v: unknown[]
  r: Record<string, unknown>[]
  x: Record<string, number>[]
}

const isInterned = (value: unknown): boolean =>
  typeof value === 'object' ? value !== null : typeof value === 'string' && value.length >= INTERNED_STRING_LENGTH
