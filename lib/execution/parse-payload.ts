import type { JsonValue } from '@/lib/shared/json'

/** Payload text of an event as a value; `null` for absent, truncated or otherwise unreadable text. */
export function parsePayload(text: string | undefined | null): JsonValue {
  if (text === undefined || text === null) return null
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return null
  }
}
