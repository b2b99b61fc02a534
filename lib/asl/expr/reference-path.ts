import { StatesError } from '@/lib/asl/states-error'
import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { ExpressionSyntaxError } from './expression-syntax-error'
import { parseJsonPath } from './jsonpath-parser'
import { LruCache } from './lru-cache'

/** A path that names exactly one place, as ResultPath does (ASL specification, Reference Paths). */
export interface CompiledReferencePath {
  readonly text: string
  /**
   * A copy of the document with the value at the path; whatever lies beside the path is shared with the document. Objects missing on
   * the way are made. `$` gives the value itself.
   * @throws StatesError States.ResultPathMatchFailure when the path runs into something that isn't an object, or past a list's end
   */
  set(document: JsonValue, value: JsonValue): JsonValue
}

const cache = new LruCache<CompiledReferencePath>(1_000)

/**
 * Compiles a reference path: `$` with names and positions only.
 * @throws ExpressionSyntaxError for anything a plain path may have beyond that, and for `$$` and variables
 */
export function compileReferencePath(text: string): CompiledReferencePath {
  return cache.get(text, compile)
}

function compile(text: string): CompiledReferencePath {
  const node = parseJsonPath(text)
  if (node.root.kind !== 'input') throw new ExpressionSyntaxError("A reference path must start with '$'", 0)
  const keys = node.steps.map((step) => {
    if (step.kind === 'key') return step.name
    if (step.kind === 'index' && step.index >= 0) return step.index
    throw new ExpressionSyntaxError('A reference path may hold names and positions only', 0)
  })
  return {
    text,
    set(document, value) {
      const result = replace(document, keys, 0, value)
      if (result !== undefined) return result
      throw new StatesError(
        'States.ResultPathMatchFailure',
        `Unable to apply ReferencePath ${text} to input ${JSON.stringify(document)}`,
      )
    },
  }
}

function replace(
  target: JsonValue | undefined,
  keys: readonly (string | number)[],
  at: number,
  value: JsonValue,
): JsonValue | undefined {
  const key = keys[at]
  if (key === undefined) return value
  if (typeof key === 'number') {
    if (!Array.isArray(target) || key >= target.length) return undefined
    const inner = replace(target[key], keys, at + 1, value)
    return inner === undefined ? undefined : target.with(key, inner)
  }
  if (target !== undefined && !isJsonObject(target)) return undefined
  const inner = replace(
    target !== undefined && Object.hasOwn(target, key) ? target[key] : undefined,
    keys,
    at + 1,
    value,
  )
  return inner === undefined ? undefined : { ...target, [key]: inner }
}
