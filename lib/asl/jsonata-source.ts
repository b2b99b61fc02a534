/**
 * The JSONata inside a string field, without its `{%` and `%}`; null when the string is a literal. The string must start and
 * end with the delimiters exactly, without white space around them (Step Functions developer guide, "Transforming data with
 * JSONata").
 */
export function jsonataSource(text: string): string | null {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2) : null
}
