import type { JsonValue } from '@/lib/shared/json'

/** The value of a JSON text; the text itself when it isn't JSON. */
export function parseJsonText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}
