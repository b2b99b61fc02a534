import type { JsonObject, JsonValue } from '@/lib/shared/json'
import { err, ok, type Result } from '@/lib/shared/result'
import { JsonProblemAt } from './json-problem-at'
import { type DuplicateKey, JsonSource, type JsonSpan, type MemberSpans } from './json-source'
import { describeJsonProblem, type JsonSyntaxError } from './json-syntax-error'
import { lineColumn } from './line-column'
import { scanNumber, scanString } from './scan-json'

export interface ParsedJson {
  value: JsonValue
  source: JsonSource
}

/** Deeper documents are refused, as Jackson (AWS's parser) does; it also keeps the recursion within the stack. */
export const MAX_JSON_DEPTH = 1_000

/**
 * Parses JSON (RFC 8259, as strict as JSON.parse) and remembers where every value stands. Gives the first syntax error
 * instead of throwing. The values equal those of JSON.parse; documents nested deeper than 1,000 levels are refused.
 */
export function parseJson(text: string): Result<ParsedJson, JsonSyntaxError> {
  const reader = new Reader(text)
  try {
    return ok(reader.document())
  } catch (thrown) {
    if (!(thrown instanceof JsonProblemAt)) throw thrown
    const { problem, offset } = thrown
    return err({ problem, offset, ...lineColumn(text, offset), message: describeJsonProblem(problem) })
  }
}

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9

class Reader {
  private at = 0
  private depth = 0
  private readonly spans = new Map<object, MemberSpans>()
  private readonly duplicates: DuplicateKey[] = []

  constructor(private readonly text: string) {}

  document(): ParsedJson {
    this.skipSpace()
    if (this.at >= this.text.length) this.end('document', 0)
    const start = this.at
    const value = this.value()
    const span: JsonSpan = { keyStart: start, start, end: this.at }
    this.skipSpace()
    if (this.at < this.text.length) this.unexpected('end')
    return { value, source: new JsonSource(this.text, span, this.spans, this.duplicates, value) }
  }

  private value(): JsonValue {
    const code = this.text.charCodeAt(this.at)
    if (code === 34) return this.string('string')
    if (code === 123) return this.nested(this.object)
    if (code === 91) return this.nested(this.array)
    if (code === 45 || (code >= 48 && code <= 57)) {
      const end = scanNumber(this.text, this.at)
      const value = Number(this.text.slice(this.at, end))
      this.at = end
      return value
    }
    return this.word()
  }

  private nested(read: () => JsonValue): JsonValue {
    if (++this.depth > MAX_JSON_DEPTH) throw new JsonProblemAt({ kind: 'depth', limit: MAX_JSON_DEPTH }, this.at)
    const value = read.call(this)
    this.depth--
    return value
  }

  private object(): JsonObject {
    const openedAt = this.at++
    const value: JsonObject = {}
    const members: MemberSpans = new Map()
    this.spans.set(value, members)
    this.skipSpace()
    if (this.text.charCodeAt(this.at) === 125) {
      this.at++
      return value
    }
    for (;;) {
      this.more('object', openedAt)
      if (this.text.charCodeAt(this.at) !== 34) this.unexpected('key')
      const keyStart = this.at
      const key = this.string('key')
      this.skipSpace()
      this.more('object', openedAt)
      if (this.text.charCodeAt(this.at) !== 58) this.unexpected('colon')
      this.at++
      this.skipSpace()
      this.more('object', openedAt)
      const start = this.at
      const member = this.value()
      if (members.has(key)) this.duplicates.push({ container: value, key, offset: keyStart })
      members.set(key, { keyStart, start, end: this.at })
      setMember(value, key, member)
      this.skipSpace()
      this.more('object', openedAt)
      const code = this.text.charCodeAt(this.at)
      if (code === 125) {
        this.at++
        return value
      }
      if (code !== 44) this.unexpected('object-comma')
      this.at++
      this.skipSpace()
    }
  }

  private array(): JsonValue[] {
    const openedAt = this.at++
    const value: JsonValue[] = []
    const members: MemberSpans = new Map()
    this.spans.set(value, members)
    this.skipSpace()
    if (this.text.charCodeAt(this.at) === 93) {
      this.at++
      return value
    }
    for (;;) {
      this.more('array', openedAt)
      const start = this.at
      value.push(this.value())
      members.set(value.length - 1, { keyStart: start, start, end: this.at })
      this.skipSpace()
      this.more('array', openedAt)
      const code = this.text.charCodeAt(this.at)
      if (code === 93) {
        this.at++
        return value
      }
      if (code !== 44) this.unexpected('array-comma')
      this.at++
      this.skipSpace()
    }
  }

  private string(within: 'key' | 'string'): string {
    const { value, end } = scanString(this.text, this.at, within)
    this.at = end
    return value
  }

  private word(): JsonValue {
    const [token = ''] = /^[\p{L}\p{N}_$]*/u.exec(this.text.slice(this.at, this.at + 256)) ?? []
    if (token === '') this.unexpected('value')
    if (token !== 'true' && token !== 'false' && token !== 'null') {
      throw new JsonProblemAt({ kind: 'token', token }, this.at)
    }
    this.at += token.length
    return token === 'null' ? null : token === 'true'
  }

  private skipSpace() {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
  }

  private more(inside: 'object' | 'array', openedAt: number) {
    if (this.at >= this.text.length) this.end(inside, openedAt)
  }

  private end(inside: 'document' | 'object' | 'array', openedAt: number): never {
    throw new JsonProblemAt({ kind: 'end', inside, openedAt }, this.text.length)
  }

  private unexpected(expected: 'value' | 'key' | 'colon' | 'object-comma' | 'array-comma' | 'end'): never {
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
    throw new JsonProblemAt({ kind: 'character', character, expected }, this.at)
  }
}

function setMember(target: JsonObject, key: string, value: JsonValue) {
  // Plain assignment to this one key would set the prototype instead of a member.
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}
