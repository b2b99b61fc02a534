import type { QueryLanguage } from './types'

/**
 * The query language in force in a state: its own `QueryLanguage`, else the machine's, else JSONPath. A Map's or Parallel's
 * is not inherited by its inner states; the machine's is. Any value there but exactly "JSONPath" behaves as JSONata (measured on
 * AWS: 5 and "jsonpath" too, beside the diagnostic).
 */
export function queryLanguageOf(
  state: { QueryLanguage?: unknown },
  machine: { QueryLanguage?: unknown },
): QueryLanguage {
  const declared = state.QueryLanguage === undefined ? machine.QueryLanguage : state.QueryLanguage
  return declared === undefined || declared === 'JSONPath' ? 'JSONPath' : 'JSONata'
}
