import type { JsonLocation } from './json-location'

/** Half-open UTF-16 offsets of a value in its text; `keyStart` is the opening quote of its key, or the value's start in a list. */
export interface JsonSpan {
  keyStart: number
  start: number
  end: number
}

/** A key that appears again in one object. `offset` is the opening quote of the later one, whose value wins as in JSON.parse. */
export interface DuplicateKey {
  container: object
  key: string
  offset: number
}

/** Spans of one container's members, in document order. */
export type MemberSpans = Map<string | number, JsonSpan>

/**
 * Where everything in a parsed document stands in its text.
 *
 * Owns: spans, key order (JavaScript objects put keys like "10" first; this keeps the document's order), duplicate keys.
 * Invariant: `text.slice(span.start, span.end)` is the JSON of that value, and `text[span.keyStart]` is its key's quote.
 */
export class JsonSource {
  constructor(
    readonly text: string,
    private readonly root: JsonSpan,
    private readonly spans: ReadonlyMap<object, MemberSpans>,
    readonly duplicateKeys: readonly DuplicateKey[],
    private readonly value: unknown,
  ) {}

  /** The keys of an object of this document in the order of the text; of any other object, JavaScript's order. */
  keys = (container: object): string[] => {
    const members = this.spans.get(container)
    return members ? [...members.keys()].map(String) : Object.keys(container)
  }

  /** The span of a member of a container of this document, or null when there is none. */
  member(container: object, key: string | number): JsonSpan | null {
    return this.spans.get(container)?.get(key) ?? null
  }

  /** The span of the value at a location; null when the document has nothing there. */
  span(location: JsonLocation): JsonSpan | null {
    let span: JsonSpan | null = this.root
    let value: unknown = this.value
    for (const step of location) {
      if (typeof value !== 'object' || value === null) return null
      span = this.member(value, step)
      if (!span) return null
      value = (value as Record<string | number, unknown>)[step]
    }
    return span
  }

  /**
   * The offset an editor should mark for a location: the key where the value has one, else the value. Where the document
   * has nothing (a missing field), the nearest ancestor that exists.
   */
  locate(location: JsonLocation): number {
    let value: unknown = this.value
    let offset = this.root.start
    for (const step of location) {
      if (typeof value !== 'object' || value === null) break
      const span = this.member(value, step)
      if (!span) break
      offset = span.keyStart
      value = (value as Record<string | number, unknown>)[step]
    }
    return offset
  }
}
