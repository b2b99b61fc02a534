/**
 * Parses, validates, lays out and draws every definition of a folder. Fails for one that isn't JSON, that has an error which is not
 * among the known ones (`.ci/definition-errors.json`, by file name), or whose graph breaks a rule of the layout.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDefinition } from '../../lib/asl/parse-definition'
import { validateDefinition } from '../../lib/asl/validate/validate-definition'
import { layoutGraph } from '../../lib/graph/layout/layout-graph'
import { projectGraph } from '../../lib/graph/project'
import { structureOf } from '../../lib/graph/structure'
import { ROOT } from './source-files'

const folder = process.argv[2]
if (!folder) throw new Error('usage: tsx bin/checks/definitions.ts FOLDER')
const known = JSON.parse(readFileSync(join(ROOT, '.ci/definition-errors.json'), 'utf8')) as Record<string, number>

let problems = 0
const complain = (file: string, what: string) => {
  problems += 1
  console.error(`definitions: ${file}: ${what}`)
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8')
  const parsed = parseDefinition(text)
  if (!parsed.ok) {
    complain(file, 'does not parse')
    continue
  }
  const errors = validateDefinition(text, { type: 'STANDARD', substitutions: 'allowed' }).filter(
    ({ severity }) => severity === 'ERROR',
  )
  const expected = known[file.replace(/\.asl\.json$/, '')] ?? 0
  if (errors.length !== expected) {
    const found = errors.map(({ code, message, location }) => `${code} ${message} at ${location ?? '-'}`).join('; ')
    complain(file, `${errors.length} errors, ${expected} known: ${found}`)
  }
  const layout = layoutGraph(projectGraph(structureOf(parsed.value.definition), new Set()), 'design')
  if (layout.nodes.length === 0 || [layout.width, layout.height].some((size) => !Number.isFinite(size))) {
    complain(file, 'has no graph')
  }
}
console.log(`definitions: ${files.length} parsed, validated and laid out, ${problems} problems`)
process.exitCode = problems > 0 || files.length === 0 ? 1 : 0
