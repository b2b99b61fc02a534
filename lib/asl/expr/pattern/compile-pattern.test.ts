import { describe, expect, it } from 'vitest'
import { compilePattern } from './compile-pattern'

const free = () => undefined
const matches = (source: string, text: string, flags = ''): boolean => compilePattern(source, flags)(text, free)

const PATTERNS = [
  'abc',
  'a|b|',
  '(?:ab|c)+',
  'a*b?c+',
  'a{2}',
  'a{2,}',
  'a{1,3}',
  '(a|b){0,2}c',
  '(a*)*',
  '(a|a?)+b',
  '(?<name>a)b',
  '^ab$',
  'a^b',
  '\\bab\\b',
  'a\\Bb',
  '.',
  '.*',
  '[^a]+',
  '[a-c\\]]*',
  '\\w+\\s\\d',
  '\\p{Lu}+',
  '\\u0061b',
  '\\u{1F600}',
  '\\x61+',
  'a+?b',
  '\\.',
  '\\/',
  '[\\s\\S]+',
  'é+',
  '(|a)(|b)',
  '((a{1,2}){1,2}){2}',
  '\\uD83D\\uDE00',
  'a.c',
  '\\n',
  '(?:)',
  '$|b',
  '\\cJ',
  '\\0',
]
const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'aab',
  'aaa',
  'aaaa',
  'aaaaa',
  'ababc',
  'bc',
  'bbc',
  'c',
  'AB',
  'Ab',
  'a 1',
  'foo 7',
  '😀',
  'é',
  'éé',
  'a\nb',
  'a\nc',
  '\n',
  '.',
  '/',
  ']',
  'x',
  'cab',
  '\0',
  ' ',
  '_1 2',
]

describe('compilePattern', () => {
  it.each(PATTERNS)('%s matches the texts that a backtracking matcher matches as a whole', (source) => {
    for (const flags of ['', 'i', 's', 'is']) {
      const expected = TEXTS.filter((text) => new RegExp(`^(?:${source})$`, `${flags}u`).test(text))
      expect(TEXTS.filter((text) => matches(source, text, flags))).toEqual(expected)
    }
  })

  it('takes lines apart with the flag m, and still asks for the whole text', () => {
    expect(matches('a$\\n^b', 'a\nb', 'm')).toBe(true)
    expect(matches('a$\\n^b', 'a\nb')).toBe(false)
    expect(matches('a', 'a\nb', 'm')).toBe(false)
  })

  it.each(['(a+)+', '(a|aa)+', '(.*a){20}', '(a?){60}a{60}', '^(([a-z])+.)+[A-Z]([a-z])+'])(
    '%s ends soon on the text that makes a backtracking matcher run for ever',
    (source) => {
      let steps = 0
      const count = (more: number) => {
        steps += more
      }
      expect(compilePattern(source, '')(`${'a'.repeat(2_000)}!`, count)).toBe(false)
      expect(steps).toBeLessThan(1_000_000)
    },
  )

  it('is ended by what counts its steps', () => {
    const stop = () => {
      throw new Error('enough')
    }
    expect(() => compilePattern('a*', '')('aaa', stop)).toThrow('enough')
  })

  it.each([
    ['(a)\\1', 'refer back'],
    ['(?<n>a)\\k<n>', 'refer back'],
    ['(?=a)b', 'look ahead'],
    ['(?<!a)b', 'look ahead'],
    ['(?:a{100}){100}', 'too large'],
    ['(', 'Invalid regular expression'],
  ])('refuses %s', (source, message) => {
    expect(() => compilePattern(source, '')).toThrow(message)
  })
})
