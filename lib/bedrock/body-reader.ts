import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'

/** The string at `key`, or null. */
export function textAt(body: JsonObject, key: string): string | null {
  const value = body[key]
  return typeof value === 'string' ? value : null
}

/** The number at `key`, or null. */
export function numberAt(body: JsonObject, key: string): number | null {
  const value = body[key]
  return typeof value === 'number' ? value : null
}

/** The object at `key`, or null. */
export function objectAt(body: JsonObject, key: string): JsonObject | null {
  const value = body[key]
  return isJsonObject(value) ? value : null
}

/** The strings of the list at `key`; other members are left out, and no list gives `[]`. */
export function textsAt(body: JsonObject, key: string): string[] {
  return listOf(body[key]).filter((item) => typeof item === 'string')
}

/** The objects of a list; other members are left out, and no list gives `[]`. */
export function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return listOf(value).filter(isJsonObject)
}

/** Text blocks of one message as one text. */
export function joinTexts(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n')
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}
