import type { JsonValue } from '@/lib/shared/json'

/** Most bytes a payload may have, as JSON in UTF-8 (Step Functions service quotas, "Maximum input or output size"). */
export const MAX_PAYLOAD_BYTES = 262_144

// What a payload cannot exceed is cheap to sum up, and most payloads are far from the limit; only near it is text made.
const bounds = new WeakMap<object, number>()
const sizes = new WeakMap<object, number>()
const REMEMBERED = 512

/** True when the value's JSON text is within MAX_PAYLOAD_BYTES. Parts measured before, by identity, are not walked again. */
export function isWithinPayloadLimit(value: JsonValue): boolean {
  return upperBound(value) <= MAX_PAYLOAD_BYTES || exactSize(value) <= MAX_PAYLOAD_BYTES
}

function upperBound(value: JsonValue): number {
  if (typeof value === 'string') return value.length * 6 + 2
  if (typeof value !== 'object' || value === null) return 26
  const known = bounds.get(value)
  if (known !== undefined) return known
  let sum = 2
  if (Array.isArray(value)) for (const item of value) sum += upperBound(item) + 1
  else for (const key in value) sum += key.length * 6 + 4 + upperBound(value[key] ?? null)
  if (sum > REMEMBERED) bounds.set(value, sum)
  return sum
}

function exactSize(value: JsonValue): number {
  const key = typeof value === 'object' ? value : null
  const known = key && sizes.get(key)
  if (known) return known
  const size = new TextEncoder().encode(JSON.stringify(value)).length
  if (key) sizes.set(key, size)
  return size
}
