import { jsonataSource } from '@/lib/asl/jsonata-source'
import { StatesError } from '@/lib/asl/states-error'
import type { JsonValue } from '@/lib/shared/json'

/**
 * The failure of a JSONata field whose value has the wrong type, in AWS's words (recorded).
 * `field` is the field as written in the definition, with its delimiters; `location` names it, e.g. `Items`.
 */
export function unexpectedResultType(
  field: string,
  location: string,
  expected: 'array' | 'boolean' | 'number' | 'object' | 'string' | 'integer',
  value: JsonValue,
): StatesError {
  const expression = (jsonataSource(field) ?? field).trim()
  return new StatesError(
    'States.QueryEvaluationError',
    `The JSONata expression '${expression}' specified for the field '${location}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
    location,
  )
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
