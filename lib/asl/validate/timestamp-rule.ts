import { jsonataSource } from '../jsonata-source'
import { isSubstituted } from './is-substituted'
import type { ValueRule } from './place'

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** An RFC 3339 timestamp with an upper-case T and Z (ASL spec, "Timestamps"); in a JSONata state an expression as well. */
export const timestamp: ValueRule = (value, place) => {
  if (typeof value !== 'string') place.validation.schema('Expected value of type [STRING]', place.location)
  else if (place.language === 'JSONata' && jsonataSource(value) !== null) return
  else if (!RFC3339.test(value) && !isSubstituted(value, place)) {
    place.validation.schema('String does not match RFC3339 timestamp', place.location)
  }
}
