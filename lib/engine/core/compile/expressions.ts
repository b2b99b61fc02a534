import { ExpressionSyntaxError } from '@/lib/asl/expr/expression-syntax-error'
import { compileJsonataTemplate } from '@/lib/asl/expr/jsonata-template'
import { type CompiledPath, compileJsonPath } from '@/lib/asl/expr/jsonpath'
import { compilePayloadTemplate } from '@/lib/asl/expr/payload-template'
import { type CompiledReferencePath, compileReferencePath } from '@/lib/asl/expr/reference-path'
import { jsonataSource } from '@/lib/asl/jsonata-source'
import { StatesError } from '@/lib/asl/states-error'
import type { JsonValue } from '@/lib/shared/json'
import type { Expression, NumberField, PathField } from './compiled-machine'

/*
 * An expression that does not compile fails the state that reads it, not the whole machine: what one version of the engine
 * accepted must not keep another from running the rest.
 */

/** A JSONata field: an object, a list or a string, with `{% %}` anywhere in it. Null when absent. */
export function jsonataField(value: JsonValue | undefined): Expression | null {
  if (value === undefined) return null
  return guarded('States.QueryEvaluationError', () => compileJsonataTemplate(value))
}

/** A payload template of JSONPath. Null when absent. */
export function templateField(value: JsonValue | undefined): Expression | null {
  if (value === undefined) return null
  return guarded('States.Runtime', () => compilePayloadTemplate(value))
}

/** A field that holds a path or an intrinsic call, read as a payload template reads it. */
export function pathOrIntrinsic(field: string, text: string): Expression {
  const template = guarded('States.Runtime', () => compilePayloadTemplate({ [`${field}.$`]: text }))
  return {
    evaluate(scope) {
      const value = template.evaluate(scope) as { [key: string]: JsonValue }
      return value[field] ?? null
    },
  }
}

/** A value as it stands. */
export const literal = (value: JsonValue): Expression => ({ evaluate: () => value })

/** A path; one that does not compile finds nothing but an error. */
export function pathOf(text: string): CompiledPath {
  try {
    return compileJsonPath(text)
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error
    const fail = (): never => {
      throw new StatesError('States.Runtime', `Invalid path '${text}' : ${error.message}`)
    }
    return { text, definite: false, isWhole: false, variable: null, find: fail, findIn: fail, evaluate: fail }
  }
}

/** InputPath or OutputPath. */
export function pathField(text: string | null | undefined): PathField {
  if (text === undefined) return 'whole'
  if (text === null) return null
  const path = pathOf(text)
  return path.isWhole ? 'whole' : path
}

/** ResultPath. */
export function resultPathField(text: string | null | undefined): CompiledReferencePath | null | 'whole' {
  if (text === undefined || text === '$') return 'whole'
  if (text === null) return null
  try {
    return compileReferencePath(text)
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error
    return {
      text,
      set(): never {
        throw new StatesError('States.Runtime', `Invalid path '${text}' : ${error.message}`)
      },
    }
  }
}

/** `Field` and `FieldPath` of a JSONPath state, `Field` of a JSONata state, as one. */
export function numberField(
  field: string,
  value: number | string | undefined,
  path: string | undefined,
): NumberField | null {
  if (path !== undefined) return { kind: 'path', field: `${field}Path`, path: pathOf(path) }
  if (value === undefined) return null
  if (typeof value === 'number') return { kind: 'literal', value }
  if (jsonataSource(value) === null) return { kind: 'literal', value: Number(value) }
  const expression = guarded('States.QueryEvaluationError', () => compileJsonataTemplate(value))
  return { kind: 'jsonata', field, text: value, expression }
}

/** Compiles now, and turns a syntax error into one that is thrown when the expression is read. */
export function guarded<T>(errorName: string, compile: () => Expression<T>): Expression<T> {
  try {
    return compile()
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error
    const { message } = error
    return {
      evaluate(_scope, location) {
        throw new StatesError(errorName, message, location ?? null)
      },
    }
  }
}
