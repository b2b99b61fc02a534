import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { ROOT, readSource, sourceFiles } from './source-files'

const LIMIT = 400
const TEST_LIMIT = 600
const TOP_LEVEL = new Set([
  'app',
  'components',
  'lib',
  'public',
  'e2e',
  'bin',
  'bench',
  'docs',
  '.ci',
  'package.json',
  'package-lock.json',
  'next.config.js',
  'tsconfig.json',
  'tailwind.config.ts',
  'README.md',
  'LICENSE',
  'proxy.ts',
  'biome.json',
  'postcss.config.mjs',
  'vitest.config.ts',
  '.gitignore',
  '.npmrc',
])
const LIB_FOLDERS = new Set([
  'asl',
  'document',
  'graph',
  'execution',
  'bedrock',
  'console',
  'auth',
  'engine',
  'wire',
  'models',
  'server',
  'shared',
  'i18n',
])

const lines = (path: string) => readSource(path).split('\n').length - 1
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path)

describe('the layout of the project', () => {
  test('no file is over 400 lines, no test over 600', () => {
    const long = sourceFiles()
      .filter((path) => lines(path) > (isTest(path) ? TEST_LIMIT : LIMIT))
      .map((path) => `${path}: ${lines(path)} lines`)
    expect(long).toEqual([])
  })

  test('most files are at most 220 lines', () => {
    const sizes = sourceFiles()
      .filter((path) => !isTest(path))
      .map(lines)
      .sort((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(220)
  })

  test('the top level and lib hold only the agreed folders and files', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean)
    const top = new Set(tracked.map((path) => path.split('/')[0] ?? ''))
    expect([...top].filter((name) => !TOP_LEVEL.has(name))).toEqual([])
    const lib = new Set(tracked.filter((path) => path.startsWith('lib/')).map((path) => path.split('/')[1] ?? ''))
    expect([...lib].filter((name) => !LIB_FOLDERS.has(name))).toEqual([])
  })

  test('file names are kebab-case', () => {
    const odd = sourceFiles().filter((path) => {
      const name = path.split('/').at(-1) ?? ''
      return !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs|js|css)$/.test(name)
    })
    expect(odd).toEqual([])
  })
})
