import { describe, expect, it } from 'vitest'
import type { JsonValue } from '@/lib/shared/json'
import { childPath, jsonLines, opensAtFirst } from './json-lines'
import { searchJson } from './json-search'

const open = () => true

describe('lines of a JSON tree', () => {
  it('show members in order, with brackets, depth and commas', () => {
    const lines = jsonLines({ a: [1, 'x'], b: {}, 'c d': null }, open)
    expect(
      lines.map(({ path, depth, kind, comma }) => `${' '.repeat(depth)}${kind} ${path}${comma ? ',' : ''}`),
    ).toEqual([
      'open $',
      ' open $.a',
      '  leaf $.a[0],',
      '  leaf $.a[1]',
      ' end $.a,',
      ' leaf $.b,',
      " leaf $['c d']",
      'end $',
    ])
  })

  it('leave out what is closed', () => {
    expect(jsonLines({ a: { b: 1 } }, (_, depth) => depth === 0).map(({ kind }) => kind)).toEqual([
      'open',
      'closed',
      'end',
    ])
  })

  it('take any JSON value and any depth', () => {
    let deep: JsonValue = 1
    for (let i = 0; i < 20_000; i += 1) deep = [deep]
    expect(jsonLines(deep, open)).toHaveLength(40_001)
    expect(jsonLines('text', open)).toHaveLength(1)
  })

  it('open two levels at first, but nothing that is long', () => {
    expect(opensAtFirst(1, { a: 1 })).toBe(true)
    expect(opensAtFirst(2, { a: 1 })).toBe(false)
    expect(
      opensAtFirst(
        0,
        Array.from({ length: 61 }, () => 0),
      ),
    ).toBe(false)
  })

  it('have paths that a JSONPath takes', () => {
    expect(childPath('$', 'plain_1')).toBe('$.plain_1')
    expect(childPath('$.a', 0)).toBe('$.a[0]')
    expect(childPath('$', "it's")).toBe("$['it\\'s']")
  })
})

describe('a search in JSON', () => {
  const value = { Error: 'Timeout', list: [{ name: 'error handler' }, 404], none: null }

  it('finds names and values in document order, whatever the case', () => {
    expect(searchJson(value, 'ERROR').paths).toEqual(['$.Error', '$.list[0].name'])
    expect(searchJson(value, '404').paths).toEqual(['$.list[1]'])
    expect(searchJson(value, 'null').paths).toEqual(['$.none'])
  })

  it('says which containers must open', () => {
    expect([...searchJson(value, 'handler').ancestors].sort()).toEqual(['$', '$.list', '$.list[0]'])
  })

  it('finds nothing for an empty text, and at most 1,000 places', () => {
    expect(searchJson(value, '  ').paths).toEqual([])
    expect(
      searchJson(
        Array.from({ length: 5000 }, () => 'x'),
        'x',
      ).paths,
    ).toHaveLength(1000)
  })
})
