import { jsonataSource } from '@/lib/asl/jsonata-source'
import { StatesError } from '@/lib/asl/states-error'
import type { JsonObject, JsonValue } from '@/lib/shared/json'
import type { EvaluationScope } from './evaluation-scope'
import { inProcessJsonata } from './in-process-jsonata'
import { type CompiledJsonata, compileJsonata } from './jsonata'
import { jsonataBindings } from './jsonata-bindings'
import { BEYOND_DIRECT, compileDirect } from './jsonata-direct'
import type { JsonataOutcome } from './jsonata-evaluator'

/** A JSONata field: any JSON in which texts of the form `{% … %}` are expressions; compiled once and filled many times. */
export interface CompiledJsonataTemplate {
  /** False when it holds no expression; it then evaluates to itself, not to a copy. */
  readonly dynamic: boolean
  /** Its expressions in document order, for validation. `location` is relative to the field: ``, `/a/b[0]`. */
  readonly expressions: readonly { location: string; compiled: CompiledJsonata }[]
  /**
   * The field's value; a promise only when JSONata has to evaluate an expression. Expressions are evaluated in document order, one after
   * the other, so the first to fail is the one that is reported. Parts without expressions are shared with the template.
   * `location` names the field, e.g. `Output` or `Choices[1]/Output`; failures add the way to the expression: `Output/a/b[0]`.
   * @throws StatesError States.QueryEvaluationError with the location; a promise rejects with it
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
  const direct = compileDirect(compiled.tree)
  return (scope, field) => {
    const value = direct === null ? BEYOND_DIRECT : direct(scope)
    if (value === BEYOND_DIRECT) return evaluateElsewhere(compiled, scope, field + location)
    const outcome: JsonataOutcome = value === undefined ? { kind: 'undefined' } : { kind: 'value', value }
    return settle(outcome, compiled.source, field + location)
  }
}

async function evaluateElsewhere(
  compiled: CompiledJsonata,
  scope: EvaluationScope,
  location: string,
): Promise<JsonValue> {
  const evaluator = scope.jsonata ?? inProcessJsonata
  const request = { source: compiled.source, bindings: jsonataBindings(compiled, scope) }
  return settle(await evaluator.evaluate(request, scope), compiled.source, location)
}

function compileList(list: readonly JsonValue[], location: string, expressions: Expressions): Fill | null {
  const fills = list.map((item, index) => compileValue(item, `${location}[${index}]`, expressions))
  return fills.every((fill) => fill === null) ? null : (scope, field) => fillAll(list, fills, scope, field)
}

function compileObject(object: JsonObject, location: string, expressions: Expressions): Fill | null {
  const keys = Object.keys(object)
  const values = Object.values(object)
  const fills = keys.map((key, index) => compileValue(values[index] as JsonValue, `${location}/${key}`, expressions))
  if (fills.every((fill) => fill === null)) return null
  const assemble = (filled: readonly JsonValue[]): JsonObject =>
    Object.fromEntries(keys.map((key, index) => [key, filled[index] as JsonValue]))
  return (scope, field) => {
    const filled = fillAll(values, fills, scope, field)
    return filled instanceof Promise ? filled.then(assemble) : assemble(filled)
  }
}

// Stays synchronous up to the first expression that needs a promise.
function fillAll(
  values: readonly JsonValue[],
  fills: readonly (Fill | null)[],
  scope: EvaluationScope,
  field: string,
): JsonValue[] | Promise<JsonValue[]> {
  const filled: JsonValue[] = []
  for (let at = 0; at < values.length; at += 1) {
    const value = fills[at]?.(scope, field)
    if (value instanceof Promise) return fillRest(filled, value, values, fills, scope, field)
    filled.push(value === undefined ? (values[at] as JsonValue) : value)
  }
  return filled
}

async function fillRest(
  filled: JsonValue[],
  pending: Promise<JsonValue>,
  values: readonly JsonValue[],
  fills: readonly (Fill | null)[],
  scope: EvaluationScope,
  field: string,
): Promise<JsonValue[]> {
  filled.push(await pending)
  for (let at = filled.length; at < values.length; at += 1) {
    const fill = fills[at]
    filled.push(fill ? await fill(scope, field) : (values[at] as JsonValue))
  }
  return filled
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
