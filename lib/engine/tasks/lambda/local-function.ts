import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A function on disk, as it stands now. */
export interface LocalFunction {
  name: string
  /** The module with the handler. */
  file: string
  /** The folder of functions it was found in; nothing above it decides how its modules load. */
  root: string
  /** Changes when the module or a file beside it does, so that an edit is seen at the next call. */
  stamp: string
}

const extensions = ['mjs', 'js', 'cjs']
const maxStampedFiles = 500

/**
 * Finds `<name>.{mjs,js,cjs}` or `<name>/index.{mjs,js,cjs}` in the first of the folders that has it; null when none does.
 * `name` must be a function's name (see `parseFunctionName`), which has no separators. Folders that don't exist are passed over.
 */
export function findLocalFunction(name: string, folders: readonly string[]): LocalFunction | null {
  for (const root of folders) {
    for (const extension of extensions) {
      for (const file of [join(root, `${name}.${extension}`), join(root, name, `index.${extension}`)]) {
        if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue
        return { name, file, root, stamp: stampOf(dirname(file), dirname(file) === root ? 0 : 3) }
      }
    }
  }
  return null
}

/** Names, times and sizes of the files of a folder, down to `depth` folders deep. */
function stampOf(folder: string, depth: number): string {
  const parts: string[] = []
  collect(folder, depth, parts)
  return parts.join('|')
}

function collect(folder: string, depth: number, parts: string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (parts.length >= maxStampedFiles) return
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (depth > 0) collect(path, depth - 1, parts)
      continue
    }
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat) parts.push(`${entry.name}:${stat.mtimeMs}:${stat.size}`)
  }
}
