import { JsonProblemAt } from './json-problem-at'

const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Reads the string whose opening quote stands at `start`; `end` is just past its closing quote. Throws JsonProblemAt. */
export function scanString(text: string, start: number, within: 'key' | 'string'): { value: string; end: number } {
  let value = ''
  let from = start + 1
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) return { value: value + text.slice(from, at), end: at + 1 }
    if (code === 92) {
      value += text.slice(from, at)
      const letter = text[at + 1]
      if (letter === undefined) break
      if (letter === 'u') {
        value += unicodeEscape(text, at)
        at += 5
      } else {
        const plain = ESCAPES[letter]
        if (plain === undefined) throw new JsonProblemAt({ kind: 'escape', character: letter }, at)
        value += plain
        at += 1
      }
      from = at + 1
    } else if (code < 32) {
      throw new JsonProblemAt({ kind: 'control-character', code, within }, at)
    } else if (Number.isNaN(code)) {
      break
    }
  }
  throw new JsonProblemAt({ kind: 'end', inside: within, openedAt: start }, text.length)
}

function unicodeEscape(text: string, at: number): string {
  const digits = text.slice(at + 2, at + 6)
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonProblemAt({ kind: 'escape', character: `u${digits}` }, at)
  return String.fromCharCode(Number.parseInt(digits, 16))
}

/** The offset just past the number that starts at `start`. Throws JsonProblemAt where it isn't JSON's grammar. */
export function scanNumber(text: string, start: number): number {
  const integer = text.charCodeAt(start) === 45 ? start + 1 : start
  let at = digits(text, integer)
  if (text.charCodeAt(integer) === 48 && at > integer + 1) {
    throw new JsonProblemAt({ kind: 'number', reason: 'leading-zero', character: '0' }, start)
  }
  if (text.charCodeAt(at) === 46) at = digits(text, at + 1)
  const exponent = text.charCodeAt(at)
  if (exponent === 101 || exponent === 69) {
    const sign = text.charCodeAt(at + 1)
    at = digits(text, sign === 43 || sign === 45 ? at + 2 : at + 1)
  }
  return at
}

const isDigit = (code: number) => code >= 48 && code <= 57

function digits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  if (at === start) throw new JsonProblemAt({ kind: 'number', reason: 'digit-missing', character: text[at] ?? '' }, at)
  return at
}
