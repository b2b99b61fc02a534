import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './root.mjs'

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path
  }
}

/** A hash over the contents of the sources below `paths` (tests left out), so that a build is redone only when it would differ. */
export function sourceHash(paths) {
  const hash = createHash('sha256').update(process.version)
  const topLevel = new Set(readdirSync(ROOT))
  for (const path of paths.filter((name) => topLevel.has(name.split('/')[0]))) {
    const full = join(ROOT, path)
    const list = /\.[a-z]+$/.test(path) ? [full] : [...files(full)]
    for (const file of list) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
