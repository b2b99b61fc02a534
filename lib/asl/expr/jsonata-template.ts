import { jsonataSource } from '@/lib/asl/jsonata-source'
import { StatesError } from '@/lib/asl/states-error'
import type { JsonObject, JsonValue } from '@/lib/shared/json'
import type { EvaluationScope } from './evaluation-scope'
import { inProcessJsonata } from './in-process-jsonata'
import { type CompiledJsonata, compileJsonata } from './jsonata'
import { jsonataBindings } from './jsonata-bindings'
import type { JsonataOutcome } from './jsonata-evaluator'

/** A JSONata field: any JSON in which texts of the form `{% … %}` are expressions; compiled once and filled many times. */
export interface CompiledJsonataTemplate {
  /** False when it holds no expression; it then evaluates to itself, not to a copy. */
  readonly dynamic: boolean
  /** Its expressions in document order, for validation. `location` is relative to the field: ``, `/a/b[0]`. */
  readonly expressions: readonly { location: string; compiled: CompiledJsonata }[]
  /**
   * The field's value. A promise only when an expression has to be evaluated. Expressions are evaluated in document order, one after
   * the other, so the first to fail is the one that is reported. Parts without expressions are shared with the template.
   * `location` names the field, e.g. `Output` or `Choices[1]/Output`; failures add the way to the expression: `Output/a/b[0]`.
   * @throws StatesError States.QueryEvaluationError with the location (rejects when a promise was given)
   */
  evaluate(scope: EvaluationScope, location?: string): JsonValue | Promise<JsonValue>
}

type Fill = (scope: EvaluationScope, location: string) => JsonValue | Promise<JsonValue>

/**
 * Compiles a JSONata field. Keys are never expressions, and a text with white space around the delimiters is a literal.
 * @throws ExpressionSyntaxError
 */
export function compileJsonataTemplate(template: JsonValue): CompiledJsonataTemplate {
  const expressions: { location: string; compiled: CompiledJsonata }[] = []
  const fill = compileValue(template, '', expressions)
  return {
    dynamic: fill !== null,
    expressions,
    evaluate: fill === null ? () => template : (scope, location = 'Output') => fill(scope, location),
  }
}

type Expressions = { location: string; compiled: CompiledJsonata }[]

// Null when the value holds no expression.
function compileValue(value: JsonValue, location: string, expressions: Expressions): Fill | null {
  if (typeof value === 'string') return compileText(value, location, expressions)
  if (Array.isArray(value)) return compileList(value, location, expressions)
  return typeof value === 'object' && value !== null ? compileObject(value, location, expressions) : null
}

function compileText(text: string, location: string, expressions: Expressions): Fill | null {
  const source = jsonataSource(text)
  if (source === null) return null
  const compiled = compileJsonata(source)
  expressions.push({ location, compiled })
  return async (scope, field) => {
    const evaluator = scope.jsonata ?? inProcessJsonata
    const request = { source: compiled.source, bindings: jsonataBindings(compiled, scope) }
    return settle(await evaluator.evaluate(request, scope), compiled.source, field + location)
  }
}

function compileList(list: readonly JsonValue[], location: string, expressions: Expressions): Fill | null {
  const fills = list.map((item, index) => compileValue(item, `${location}[${index}]`, expressions))
  if (fills.every((fill) => fill === null)) return null
  return async (scope, field) => {
    const filled: JsonValue[] = []
    for (const [index, item] of list.entries()) {
      const fill = fills[index]
      filled.push(fill ? await fill(scope, field) : item)
    }
    return filled
  }
}

function compileObject(object: JsonObject, location: string, expressions: Expressions): Fill | null {
  const fields = Object.entries(object).map(([key, value]) => ({
    key,
    value,
    fill: compileValue(value, `${location}/${key}`, expressions),
  }))
  if (fields.every((field) => field.fill === null)) return null
  return async (scope, location) => {
    const entries: [string, JsonValue][] = []
    for (const { key, value, fill } of fields) entries.push([key, fill ? await fill(scope, location) : value])
    return Object.fromEntries(entries)
  }
}

function settle(outcome: JsonataOutcome, source: string, location: string): JsonValue {
  if (outcome.kind === 'value') return outcome.value
  throw new StatesError(
    'States.QueryEvaluationError',
    `The JSONata expression '${source}' specified for the field '${location}' ${complaint(outcome)}`,
    location,
  )
}

function complaint(outcome: Exclude<JsonataOutcome, { kind: 'value' }>): string {
  if (outcome.kind === 'undefined') return 'returned nothing (undefined).'
  if (outcome.kind === 'unsupported') return 'returned an unsupported result type.'
  return `threw an error during evaluation${outcome.detail}`
}
