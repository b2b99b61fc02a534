import type { JsonValue } from '@/lib/shared/json'
import { javaNumber } from './java-number'

/** JSON text as AWS's Java writes it: no white space, numbers as Java spells them (`9.223372036854776E18`). */
export function javaJson(value: JsonValue): string {
  if (typeof value === 'number') return javaNumber(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(javaJson).join(',')}]`
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${javaJson(item)}`)
  return `{${fields.join(',')}}`
}
