import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Paths of all source files that git knows or would add, relative to the root. */
export function sourceFiles(): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.js', '*.css'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  )
  return listed.split('\n').filter((path) => path && !path.includes('.generated.'))
}

export const readSource = (path: string) => readFileSync(join(ROOT, path), 'utf8')

export interface ImportEdge {
  from: string
  /** A path from the project's root without extension, or a package specifier. */
  to: string
  typeOnly: boolean
  line: number
}

const IMPORT =
  /^[ \t]*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** The imports that a file writes, static and dynamic, with relative and `@/` specifiers resolved. */
export function importsOf(path: string, text = readSource(path)): ImportEdge[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? ''
    const to = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? posix.normalize(posix.join(posix.dirname(path), specifier))
        : specifier
    return { from: path, to, typeOnly: Boolean(match[1]), line: text.slice(0, match.index).split('\n').length }
  })
}
