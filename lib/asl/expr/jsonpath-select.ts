import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import type { FilterOperand, PathNode, PathStep } from './jsonpath-ast'
import { holds } from './jsonpath-filter'
import { applyPathFunction } from './jsonpath-function'
import type { PathWork } from './path-work'

/** Gives the document a root stands for; undefined for a variable that nothing has assigned. */
export type RootLookup = (root: PathNode['root']) => JsonValue | undefined

/** True when the path names at most one value, so that a miss is a miss and not an empty list. */
export function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every((step, index) => {
    if (step.kind === 'function') return true
    if (step.kind === 'keys') return steps.slice(index + 1).every((later) => later.kind === 'function')
    if (step.kind === 'key' || step.kind === 'index' || step.kind === 'fromLength') return true
    return steps.slice(index + 1).some((later) => later.kind === 'function')
  })
}

/**
 * What a path selects: the value of a definite path (undefined when there is none), else the list of all matches in document order.
 */
export function select(path: PathNode, lookup: RootLookup, work: PathWork): JsonValue | undefined {
  const root = lookup(path.root)
  const last = path.steps.findLastIndex((step) => step.kind === 'function')
  if (last < 0) return selectPlain(root, path.steps, lookup, work)
  const step = path.steps[last] as PathStep & { kind: 'function' }
  const subject = select({ root: path.root, steps: path.steps.slice(0, last) }, lookup, work)
  const args = step.args.map((arg) => (arg.kind === 'path' ? select(arg.path, lookup, work) : literal(arg)))
  return selectPlain(applyPathFunction(step.name, subject, args), path.steps.slice(last + 1), lookup, work)
}

const literal = (arg: Exclude<FilterOperand, { kind: 'path' }>): JsonValue =>
  arg.kind === 'literal' ? arg.value : arg.source

function selectPlain(
  root: JsonValue | undefined,
  steps: readonly PathStep[],
  lookup: RootLookup,
  work: PathWork,
): JsonValue | undefined {
  const found: JsonValue[] = []
  if (root !== undefined) collect(root, steps, 0, { found, lookup, work })
  return isDefinite(steps) ? found[0] : found
}

interface Search {
  found: JsonValue[]
  lookup: RootLookup
  work: PathWork
}

function collect(start: JsonValue, steps: readonly PathStep[], from: number, search: Search): void {
  search.work.spend(1)
  let value = start
  let at = from
  let step = steps[at]
  // Names need no list of children, and most steps are names.
  while (step?.kind === 'key') {
    if (!isJsonObject(value) || !Object.hasOwn(value, step.name)) return
    value = value[step.name] as JsonValue
    at += 1
    step = steps[at]
  }
  if (step === undefined) search.found.push(value)
  else if (step.kind === 'descent') descend(value, steps, at + 1, search)
  else {
    for (const next of children(value, step, at === steps.length - 1, search)) collect(next, steps, at + 1, search)
  }
}

function descend(value: JsonValue, steps: readonly PathStep[], at: number, search: Search): void {
  search.work.spend(1)
  if (typeof value !== 'object' || value === null) return
  const step = steps[at] as PathStep
  // Below `..` a filter judges the objects themselves, so a list must not offer its items a second time.
  if (!(step.kind === 'filter' && Array.isArray(value))) collect(value, steps, at, search)
  for (const child of Array.isArray(value) ? value : Object.values(value)) descend(child, steps, at, search)
}

function children(value: JsonValue, step: PathStep, isLeaf: boolean, search: Search): JsonValue[] {
  const { lookup, work } = search
  switch (step.kind) {
    case 'keys':
      return pickKeys(value, step.names, isLeaf)
    case 'index':
      return at(value, step.index)
    case 'fromLength':
      return Array.isArray(value) ? atPosition(value, value.length + step.offset) : []
    case 'indices':
      return step.indices.flatMap((index) => at(value, index))
    case 'slice':
      return Array.isArray(value) ? slice(value, step.from, step.to) : []
    case 'wildcard':
      return typeof value === 'object' && value !== null ? Object.values(value) : []
    case 'filter':
      return candidates(value).filter((candidate) =>
        holds(step.condition, candidate, lookup, (path, from) => select(path, from, work), work),
      )
    case 'key':
    case 'descent':
    case 'function':
      return []
  }
}

// A union of names at the end of a path makes one object of them; before the end it branches.
function pickKeys(value: JsonValue, names: readonly string[], isLeaf: boolean): JsonValue[] {
  if (!isJsonObject(value)) return []
  const present = names.filter((name) => Object.hasOwn(value, name))
  if (!isLeaf) return present.map((name) => value[name] as JsonValue)
  return [Object.fromEntries(present.map((name) => [name, value[name] as JsonValue]))]
}

// An object is judged as a whole, a list by its items.
function candidates(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value
  return isJsonObject(value) ? [value] : []
}

const at = (value: JsonValue, index: number): JsonValue[] =>
  Array.isArray(value) ? atPosition(value, index < 0 ? value.length + index : index) : []

const atPosition = (list: readonly JsonValue[], position: number): JsonValue[] =>
  position >= 0 && position < list.length ? [list[position] as JsonValue] : []

function slice(list: readonly JsonValue[], from: number | null, to: number | null): JsonValue[] {
  return list.slice(from ?? 0, to ?? list.length)
}
