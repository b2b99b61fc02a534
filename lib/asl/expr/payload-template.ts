import type { JsonObject, JsonValue } from '@/lib/shared/json'
import type { EvaluationScope } from './evaluation-scope'
import { ExpressionSyntaxError } from './expression-syntax-error'
import { parseIntrinsic } from './intrinsics/parse-intrinsic'
import { compileJsonPath } from './jsonpath'

/** A payload template (Parameters, ResultSelector, ItemSelector, Assign of a JSONPath state), compiled once and filled many times. */
export interface CompiledPayloadTemplate {
  /** False when no field ends in `.$`; the template then evaluates to itself, not to a copy. */
  readonly dynamic: boolean
  /**
   * The template with every `name.$` field replaced by `name` and the value of its path or intrinsic call. Parts without such
   * fields are shared with the template.
   * @throws StatesError States.Runtime when a path leads to nothing or a function refuses its arguments
   */
  evaluate(scope: EvaluationScope, location?: string): JsonValue
}

type Fill = (scope: EvaluationScope) => JsonValue

/**
 * Compiles a payload template (ASL specification, Payload Template). A part is a template wherever it stands, in lists too.
 * @throws ExpressionSyntaxError when a field ending in `.$` holds neither a path nor an intrinsic call
 */
export function compilePayloadTemplate(template: JsonValue): CompiledPayloadTemplate {
  const fill = compileValue(template)
  return { dynamic: fill !== null, evaluate: fill ?? (() => template) }
}

// Null when nothing in the value depends on the scope.
function compileValue(value: JsonValue): Fill | null {
  if (Array.isArray(value)) return compileList(value)
  return typeof value === 'object' && value !== null ? compileObject(value) : null
}

function compileList(list: readonly JsonValue[]): Fill | null {
  const fills = list.map(compileValue)
  if (fills.every((fill) => fill === null)) return null
  return (scope) => list.map((item, index) => fills[index]?.(scope) ?? item)
}

function compileObject(object: JsonObject): Fill | null {
  let dynamic = false
  const fields = Object.entries(object).map(([key, value]): [string, Fill] => {
    const fill = key.endsWith('.$') ? compileField(key, value) : compileValue(value)
    if (fill !== null) dynamic = true
    return [key.endsWith('.$') ? key.slice(0, -2) : key, fill ?? (() => value)]
  })
  if (!dynamic) return null
  return (scope) => {
    const filled: JsonObject = {}
    for (const [key, fill] of fields) setField(filled, key, fill(scope))
    return filled
  }
}

function compileField(key: string, value: JsonValue): Fill {
  if (typeof value === 'string' && value.startsWith('$')) {
    const path = compileJsonPath(value)
    return (scope) => path.evaluate(scope, key)
  }
  if (typeof value === 'string' && value.startsWith('States.')) {
    const call = parseIntrinsic(value)
    return (scope) => call.evaluate(scope)
  }
  throw new ExpressionSyntaxError(
    `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
    0,
  )
}

function setField(target: JsonObject, key: string, value: JsonValue): void {
  // A plain assignment would set the object's prototype instead.
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}
