import { unexpectedResultType } from '@/lib/asl/expr/unexpected-result-type'
import type { JsonValue } from '@/lib/shared/json'
import type { CompiledState, NumberField } from '../compile/compiled-machine'
import type { Frame } from '../state'
import { effectiveInput, evaluate } from './data-flow'
import { runtimeError } from './failure'
import type { Turn } from './turn'
import type { Work } from './work'

/**
 * A field such as TimeoutSeconds: a whole number, not negative. Texts of the causes as measured on AWS for SecondsPath.
 * @throws StatesError States.Runtime, or States.QueryEvaluationError in a JSONata state
 */
export function* wholeNumber(turn: Turn, frame: Frame, state: CompiledState, field: NumberField): Work<number> {
  if (field.kind === 'literal') return field.value
  if (field.kind === 'jsonata') {
    const scope = turn.scope(frame, state, frame.input)
    const value = yield* evaluate(field.expression, scope, field.field)
    if (typeof value !== 'number') throw unexpectedResultType(field.text, field.field, 'number', value)
    if (value < 0 || !Number.isInteger(value)) {
      throw unexpectedResultType(field.text, field.field, 'integer', value)
    }
    return value
  }
  const { path } = field
  const value = path.find(turn.scope(frame, state, effectiveInput(turn, frame, state)))
  if (value === undefined || value === null) {
    throw runtimeError(`The ${field.field} parameter does not reference an input value: ${path.text}`)
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw runtimeError(`The ${field.field} parameter cannot be parsed as a long value: ${path.text} == ${shown(value)}`)
  }
  if (number < 0)
    throw runtimeError(`The ${field.field} parameter references a negative value: ${path.text} == ${number}`)
  return number
}

/** How a cause shows a value found at a path. */
export const shown = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value))
