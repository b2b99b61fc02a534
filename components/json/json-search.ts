import type { JsonValue } from '@/lib/shared/json'
import { children } from './json-lines'

/** Where a text occurs in a value. */
export interface JsonMatches {
  /** Paths of matching members and items in document order, at most 1,000. */
  paths: string[]
  /** Containers that must be open for the matches to show. */
  ancestors: ReadonlySet<string>
}

const MAX_MATCHES = 1000
const NONE: JsonMatches = { paths: [], ancestors: new Set() }

/** Finds a text in member names and values that aren't containers; case does not matter. An empty text finds nothing. */
export function searchJson(root: JsonValue, text: string): JsonMatches {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return NONE
  const paths: string[] = []
  const ancestors = new Set<string>()
  interface Place {
    path: string
    name: string
    value: JsonValue
    above: Place | null
  }
  const stack: Place[] = [{ path: '$', name: '', value: root, above: null }]
  for (let place = stack.pop(); place && paths.length < MAX_MATCHES; place = stack.pop()) {
    const above = place
    const leaf = place.value === null || typeof place.value !== 'object' ? String(place.value) : ''
    if (place.name.toLowerCase().includes(wanted) || leaf.toLowerCase().includes(wanted)) {
      paths.push(place.path)
      for (let up = place.above; up && !ancestors.has(up.path); up = up.above) ancestors.add(up.path)
    }
    const inside = children(place.value, place.path).reverse()
    for (const child of inside) {
      const name = typeof child.key === 'string' ? child.key : ''
      stack.push({ path: child.path, name, value: child.value, above })
    }
  }
  return { paths, ancestors }
}
