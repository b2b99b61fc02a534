import type { JsonValue } from '@/lib/shared/json'
import { javaNumber } from './java-number'

/** A JSON value as Java's toString writes maps and lists: `{Id=7, Tags=[a, b]}`, texts without quotes. */
export function javaText(value: JsonValue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return javaNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`
  const fields = Object.entries(value).map(([key, item]) => `${key}=${javaText(item)}`)
  return `{${fields.join(', ')}}`
}
