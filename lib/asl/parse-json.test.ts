import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@/lib/shared/json'
import type { ParsedJson } from './parse-json'
import { MAX_JSON_DEPTH, parseJson } from './parse-json'
import { randomJson, randomSource, spaced } from './testing/random-json'

const parsed = (text: string): ParsedJson => {
  const result = parseJson(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const failure = (text: string) => {
  const result = parseJson(text)
  if (result.ok) throw new Error(`accepted ${text}`)
  return result.error
}

const accepts = (parse: () => unknown) => {
  try {
    parse()
    return true
  } catch {
    return false
  }
}

describe('parseJson agrees with JSON.parse', () => {
  test('on the values of random documents with random white space', () => {
    const random = randomSource(7)
    for (let round = 0; round < 400; round++) {
      const text = spaced(randomJson(random, 5), random)
      expect(parsed(text).value).toEqual(JSON.parse(text))
    }
  })

  test('on what to refuse, for random documents with one character cut, doubled or replaced', () => {
    const random = randomSource(11)
    const noise = '{}[]",:\\u0019eE+-. \n\ttrfn\u0001é'
    for (let round = 0; round < 3000; round++) {
      const text = JSON.stringify(randomJson(random, 3))
      const at = Math.floor(random() * (text.length + 1))
      const piece = [noise[Math.floor(random() * noise.length)], text[at] ?? '', ''][Math.floor(random() * 3)]
      const broken = text.slice(0, at) + piece + text.slice(at + 1)
      expect([broken, parseJson(broken).ok]).toEqual([broken, accepts(() => JSON.parse(broken))])
    }
  })

  test.each([
    '01',
    '-',
    '-01',
    '1.',
    '.5',
    '1e',
    '1e+',
    '+1',
    '00',
    '-0',
    '0e1',
    '1E400',
    '0.10',
    '"\\u12G4"',
    '"\\ud800"',
    '"\\',
    '"a\nb"',
    '"\u007f"',
    '',
    ' ',
    '\ufeff{}',
    '[1,]',
    '{"a":1,}',
    '{,}',
    '{a:1}',
    "{'a':1}",
    'NaN',
    'nul',
    'nulls',
    'true false',
    '[1 2]',
    '{"a" 1}',
    '{"a":}',
    '{}{}',
    '"\\/"',
    '\u00a01',
    '{"__proto__":{"x":1},"constructor":2}',
  ])('on %j', (text) => {
    const native = accepts(() => JSON.parse(text))
    expect(parseJson(text).ok).toBe(native)
    if (native) expect(JSON.stringify(parsed(text).value)).toBe(JSON.stringify(JSON.parse(text)))
  })

  test('but for a nesting deeper than the limit, which is refused without exhausting the stack', () => {
    expect(parseJson('['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH)).ok).toBe(true)
    expect(failure('['.repeat(200_000)).problem).toEqual({ kind: 'depth', limit: MAX_JSON_DEPTH })
  })
})

describe('a syntax error says what and where', () => {
  test.each([
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, "Unexpected 'b': a key in double quotes was expected"],
    ['{"a": $Count}', 1, 7, "'$Count' is not a JSON value: text needs double quotes"],
    ['{"a": 1\r\n "b": 2}', 2, 2, "Unexpected '\"': a comma or } was expected"],
    ['[1, 2', 1, 6, 'The text ends before ] closes the list'],
    ['{"a": "b', 1, 9, 'The text ends inside a string: a double quote is missing'],
    ['{"a": 1} x', 1, 10, "Unexpected 'x': nothing may follow the document"],
    ['{"a": 012}', 1, 7, 'A number may not start with a zero followed by digits'],
    ['{"a": "x\ty"}', 1, 9, 'A line break or control character (code 9) inside a string must be written as an escape'],
    ['{"a": "\\x"}', 1, 8, "'\\x' is not an escape that JSON knows"],
  ])('%j', (text, line, column, message) => {
    expect(failure(text)).toMatchObject({ line, column, message })
  })
})

describe('positions', () => {
  test('every span of a random document is the text of its value, and every key span its key', () => {
    const random = randomSource(3)
    for (let round = 0; round < 200; round++) {
      const text = spaced(randomJson(random, 5), random)
      const { value, source } = parsed(text)
      const check = (node: JsonValue, location: (string | number)[]) => {
        const span = source.span(location)
        expect(span && JSON.parse(text.slice(span.start, span.end))).toEqual(node)
        const key = location.at(-1)
        if (span && typeof key === 'string') {
          expect(JSON.parse(/^"(?:[^"\\]|\\.)*"/.exec(text.slice(span.keyStart))?.[0] ?? '')).toBe(key)
          expect(source.locate(location)).toBe(span.keyStart)
        }
        if (typeof node === 'object' && node !== null) {
          for (const [step, member] of Object.entries(node))
            check(member, [...location, Array.isArray(node) ? Number(step) : step])
        }
      }
      check(value, [])
    }
  })

  test('a location that the document lacks is marked at its nearest ancestor', () => {
    const { source } = parsed('{"States": {"A": {"Type": "Pass"}}}')
    expect(source.locate(['States', 'A', 'Next'])).toBe(source.locate(['States', 'A']))
    expect(source.span(['States', 'A', 'Next'])).toBeNull()
    expect(source.locate(['Nothing'])).toBe(0)
  })

  test('keys come in the order of the text, digits too, and duplicates are named with the later one in force', () => {
    const { value, source } = parsed('{"b": 1, "10": 2, "2": 3, "b": 4}')
    expect(source.keys(value as object)).toEqual(['b', '10', '2'])
    expect(value).toEqual({ b: 4, 10: 2, 2: 3 })
    expect(source.duplicateKeys).toEqual([{ container: value, key: 'b', offset: 26 }])
    expect(source.span(['b'])).toEqual({ keyStart: 26, start: 31, end: 32 })
  })
})
