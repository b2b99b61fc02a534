import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { getMessages } from './get-messages'
import { LOCALES } from './locale'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

type Tree = { [key: string]: string | Tree }

/** Every message by its full key, `area.key.key`. */
function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix + key}.`)) found.set(inner, text)
  }
  return found
}

const messages = new Map(LOCALES.map((locale) => [locale, flatten(getMessages(locale) as unknown as Tree)]))
const english = messages.get('en') ?? new Map<string, string>()

/** The names of a message's outermost arguments and of its tags: `{name}`, `{count, plural, …}`, `<code>`. */
function argumentsOf(text: string): string {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`))
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && depth++ === 0) names.add(/^\w*/.exec(text.slice(at + 1))?.[0] ?? '')
    if (text[at] === '}') depth--
  }
  return [...names].sort().join()
}

interface Use {
  place: string
  /** The key with `*` where the code puts a value. */
  key: string
}

const TRANSLATOR =
  /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslator)\(\s*['"]([\w.-]+)['"]\s*\)/g
const PAIRED = /(?:const|let)\s+\[([^\]]+)\]\s*=\s*await\s+Promise\.all\(\[([\s\S]*?)\]\)/g
const INLINE = /\(await getTranslator\(\s*['"]([\w.-]+)['"]\s*\)\)\(\s*(['"`])((?:(?!\2)[\s\S])+)\2/g

/** Splits at commas that stand outside brackets. */
function splitTop(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim())
}

/** The translators of a file: variable to areas (a name can be used again in another function, with another area). */
function translators(source: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const add = (name: string, area: string) => found.set(name, (found.get(name) ?? new Set()).add(area))
  for (const [, name = '', area = ''] of source.matchAll(TRANSLATOR)) add(name, area)
  for (const [, names = '', calls = ''] of source.matchAll(PAIRED)) {
    const expressions = splitTop(calls)
    splitTop(names).forEach((name, place) => {
      const area = /^getTranslator\(\s*['"]([\w.-]+)['"]\s*\)$/.exec(expressions[place] ?? '')?.[1]
      if (area) add(name, area)
    })
  }
  return found
}

/** Every key that a source file asks for, once for each area its translator may have. */
function usesIn(path: string, source: string): Use[][] {
  const uses: Use[][] = []
  const placeOf = (index: number) => `${path}:${source.slice(0, index).split('\n').length}`
  const keyOf = (text: string) => text.replaceAll(/\$\{[^}]*\}/g, '*')
  for (const [name, areas] of translators(source)) {
    const call = new RegExp(
      `(?<![\\w.])${name}(?:\\.rich|\\.markup|\\.raw)?\\(\\s*(['"\`])((?:(?!\\1)[\\s\\S])+)\\1`,
      'g',
    )
    for (const match of source.matchAll(call)) {
      uses.push([...areas].map((area) => ({ place: placeOf(match.index), key: `${area}.${keyOf(match[2] ?? '')}` })))
    }
  }
  for (const match of source.matchAll(INLINE)) {
    uses.push([{ place: placeOf(match.index), key: `${match[1]}.${keyOf(match[3] ?? '')}` }])
  }
  return uses
}

const exists = (key: string): boolean => {
  if (!key.includes('*')) return english.has(key)
  const pattern = new RegExp(
    `^${key
      .split('*')
      .map((part) => part.replaceAll('.', '\\.'))
      .join('[^.]+')}$`,
  )
  return [...english.keys()].some((known) => pattern.test(known))
}

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'app', 'components', 'lib'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))

const allUses = sources.flatMap((path) => usesIn(path, readFileSync(join(ROOT, path), 'utf8')))

describe('messages', () => {
  it.each(LOCALES)('%s has every English key and no other', (locale) => {
    const own = messages.get(locale) ?? new Map<string, string>()
    expect([...english.keys()].filter((key) => !own.has(key)).map((key) => `missing: ${key}`)).toEqual([])
    expect([...own.keys()].filter((key) => !english.has(key)).map((key) => `unknown: ${key}`)).toEqual([])
  })

  it.each(LOCALES)('%s says something in every message, with the arguments of the English one', (locale) => {
    const own = messages.get(locale) ?? new Map<string, string>()
    const different = [...own].filter(
      ([key, text]) => !text.trim() || argumentsOf(text) !== argumentsOf(english.get(key) ?? ''),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('every area in the folder is loaded', () => {
    const areas = readdirSync(join(ROOT, 'lib/i18n/messages/en')).map((file) => file.replace('.json', ''))
    expect(areas.sort()).toEqual(Object.keys(getMessages('en')).sort())
  })

  it('every key that the code asks for exists', () => {
    const missing = allUses
      .filter((areas) => !areas.some((use) => exists(use.key)))
      .map((areas) => `${areas[0]?.place} asks for ${areas.map((use) => use.key).join(' or ')}`)
    expect(missing).toEqual([])
    expect(allUses.length).toBeGreaterThan(100)
  })

  it('finds a missing key, so the check can fail', () => {
    const uses = usesIn(
      'a.tsx',
      ["const t = useTranslations('common')", "t('close')", 't(`status.$' + '{s}`)', "t('nothing')"].join('\n'),
    )
    expect(uses.flat().filter((use) => !exists(use.key))).toEqual([{ place: 'a.tsx:4', key: 'common.nothing' }])
  })
})
