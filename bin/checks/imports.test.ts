import { describe, expect, test } from 'vitest'
import { IMPORT_TABLE, SERVER_ONLY, TEST_EXTRAS } from './import-table'
import { type ImportEdge, importsOf, readSource, sourceFiles } from './source-files'

const ROWS = Object.keys(IMPORT_TABLE).sort((a, b) => b.length - a.length)
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const below = (prefix: string, path: string) =>
  path === prefix || path.startsWith(prefix.endsWith('/') || prefix.endsWith(':') ? prefix : `${prefix}/`)
const rowOf = (path: string) => ROWS.find((row) => below(row, path))

function isAllowed(edge: ImportEdge): boolean {
  const row = rowOf(edge.from)
  if (row === undefined) return true
  if (rowOf(edge.to) === row || below(row, edge.to)) return true
  const allowed = [...(IMPORT_TABLE[row] ?? []), ...(isTest(edge.from) ? TEST_EXTRAS : [])]
  return allowed.some((entry) =>
    entry.startsWith('type:') ? edge.typeOnly && below(entry.slice(5), edge.to) : below(entry, edge.to),
  )
}

describe('the import table', () => {
  test('every import keeps to the table; each edge that breaks it is printed', () => {
    const broken = sourceFiles()
      .filter((path) => path.endsWith('.ts') || path.endsWith('.tsx'))
      .flatMap((path) => importsOf(path))
      .filter((edge) => !isAllowed(edge))
      .map((edge) => `${edge.from}:${edge.line} may not import ${edge.to}${edge.typeOnly ? ' (type)' : ''}`)
    expect(broken).toEqual([])
  })

  test('a forbidden edge is found, so the check can fail', () => {
    const edge = { from: 'lib/engine/core/state.ts', to: 'lib/wire/handler', typeOnly: false, line: 1 }
    expect(isAllowed(edge)).toBe(false)
    expect(isAllowed({ ...edge, to: '@aws-sdk/client-sfn' })).toBe(false)
    expect(isAllowed({ ...edge, to: '@aws-sdk/client-sfn', typeOnly: true })).toBe(true)
    expect(isAllowed({ from: 'components/graph/a.tsx', to: 'lib/console/queries/b', typeOnly: true, line: 1 })).toBe(
      false,
    )
  })

  test('server-only folders begin with that import', () => {
    const open = sourceFiles().filter(
      (path) =>
        SERVER_ONLY.some((folder) => below(folder, path)) &&
        !isTest(path) &&
        !/^(\/\*[\s\S]*?\*\/\s*)?import 'server-only'/.test(readSource(path)),
    )
    expect(open).toEqual([])
  })

  test('pure libraries draw neither time nor chance', () => {
    const pure = [
      'lib/asl',
      'lib/graph',
      'lib/document',
      'lib/execution',
      'lib/bedrock',
      'lib/engine/core',
      'lib/shared',
    ]
    const impure = sourceFiles()
      .filter((path) => pure.some((folder) => below(folder, path)) && !isTest(path))
      .filter((path) => /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/.test(readSource(path)))
    expect(impure).toEqual([])
  })
})
