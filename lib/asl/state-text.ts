import type { JsonLocation } from './json-location'
import type { JsonSource } from './json-source'

/** The text of a value of a document as it was written, moved to the left margin; empty when the document has nothing there. */
export function stateText(source: JsonSource, location: JsonLocation): string {
  const span = source.span(location)
  if (!span) return ''
  const text = source.text.slice(span.start, span.end)
  const lineStart = source.text.lastIndexOf('\n', span.start - 1) + 1
  const margin = /^[ \t]*/.exec(source.text.slice(lineStart, span.start))?.[0] ?? ''
  return margin ? text.replaceAll(`\n${margin}`, '\n') : text
}
