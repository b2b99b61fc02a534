import type { JsonObject, JsonValue } from '@/lib/shared/json'
import { JsonataMemoryError } from './jsonata-functions'
import { JSONATA_LIMITS } from './jsonata-limits'

/** A result that no JSON carries: a function or a regular expression, alone or in a value. */
export class UnsupportedResult extends Error {}

/**
 * What JSONata gave, as plain JSON: infinities and NaN become texts (measured on AWS), marks that JSONata leaves on lists go. Values
 * that are plain JSON already are given back as they are, not copied.
 * @throws UnsupportedResult; JsonataMemoryError for a text or a number of values past the bound
 */
export function toJsonValue(value: unknown): JsonValue {
  // A value that holds itself over and over takes little memory here and all of it as text, so its parts are counted.
  return convert(value, { values: JSONATA_LIMITS.maxSequenceItems })
}

interface Budget {
  values: number
}

function convert(value: unknown, budget: Budget): JsonValue {
  budget.values -= 1
  if (budget.values < 0) throw new JsonataMemoryError()
  if (typeof value === 'string') {
    if (value.length > JSONATA_LIMITS.maxTextCharacters) throw new JsonataMemoryError()
    return value
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value === null || typeof value === 'boolean') return value
  if (Array.isArray(value)) return convertList(value, budget)
  if (typeof value === 'object') return convertObject(value as Record<string, unknown>, budget)
  throw new UnsupportedResult()
}

const LIST_MARKS = ['sequence', 'keepSingleton', 'outerWrapper', 'tupleStream', 'cons', 'push'] as const

function convertList(list: unknown[], budget: Budget): JsonValue[] {
  let changed = LIST_MARKS.some((mark) => Object.hasOwn(list, mark))
  const items = list.map((item) => {
    const plain = convert(item ?? null, budget)
    if (plain !== item) changed = true
    return plain
  })
  return changed ? items : (list as JsonValue[])
}

function convertObject(object: Record<string, unknown>, budget: Budget): JsonObject {
  if (object._jsonata_lambda === true || object._jsonata_function === true) throw new UnsupportedResult()
  let changed = Object.getPrototypeOf(object) !== Object.prototype
  const entries: [string, JsonValue][] = []
  for (const [key, item] of Object.entries(object)) {
    const plain = item === undefined ? undefined : convert(item, budget)
    if (plain !== undefined) entries.push([key, plain])
    if (plain !== item || plain === undefined) changed = true
  }
  return changed ? Object.fromEntries(entries) : (object as JsonObject)
}
