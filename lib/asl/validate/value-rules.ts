import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { jsonataSource } from '../jsonata-source'
import { isSubstituted } from './is-substituted'
import { type Place, type ValueRule, within } from './place'

const expected = (type: string, place: Place) =>
  place.validation.schema(`Expected value of type ${type}`, place.location)

/** Any value at all. */
export const anyValue: ValueRule = () => {}

/** A string. */
export const text: ValueRule = (value, place) => {
  if (typeof value !== 'string') expected('[STRING]', place)
}

export const boolean: ValueRule = (value, place) => {
  if (typeof value !== 'boolean' && !isSubstituted(value, place)) expected('[BOOLEAN]', place)
}

/** A number, as an operand of a comparison. */
export const numeric: ValueRule = (value, place) => {
  if (typeof value !== 'number' && !isSubstituted(value, place)) expected('[NUMBER]', place)
}

/** One of a few strings, written as AWS lists them. */
export function oneOf(...allowed: string[]): ValueRule {
  return (value, place) => {
    if (typeof value !== 'string') expected('[STRING]', place)
    else if (!allowed.includes(value) && !isSubstituted(value, place)) {
      place.validation.schema(`Value should be one of the following: [${allowed.join(', ')}]`, place.location)
    }
  }
}

/** A whole number between bounds. Where the language is JSONata, an expression as well when `expression` says so. */
export function integer(bounds: { min: number; max?: number; expression?: boolean }): ValueRule {
  return (value, place) => {
    if (isDeferred(value, place, bounds.expression)) return
    if (typeof value !== 'number' || !Number.isInteger(value)) expected('Integer', place)
    else checkBounds(value, bounds, String, place)
  }
}

/** A number with fractions between bounds, which AWS prints as a double: `Minimum value is 0.0`. */
export function decimal(bounds: { min: number; max?: number; expression?: boolean }): ValueRule {
  return (value, place) => {
    if (isDeferred(value, place, bounds.expression)) return
    if (typeof value !== 'number') expected('[NUMBER]', place)
    else checkBounds(value, bounds, (bound) => bound.toFixed(1), place)
  }
}

function checkBounds(
  value: number,
  { min, max }: { min: number; max?: number },
  print: (n: number) => string,
  place: Place,
) {
  if (value < min) place.validation.schema(`Minimum value is ${print(min)}`, place.location)
  if (max !== undefined && value > max) place.validation.schema(`Maximum value is ${print(max)}`, place.location)
}

/** Whether the value is only known at run time: an expression of a JSONata state, or a placeholder. */
function isDeferred(value: JsonValue, place: Place, expression = false): boolean {
  if (typeof value !== 'string') return false
  return (expression && place.language === 'JSONata' && jsonataSource(value) !== null) || isSubstituted(value, place)
}

/** A list whose every item follows a rule. */
export function listOf(item: ValueRule, { empty = true } = {}): ValueRule {
  return (value, place) => {
    if (!Array.isArray(value)) return expected('[ARRAY]', place)
    if (value.length === 0 && !empty) place.validation.schema('Value cannot be empty', place.location)
    value.forEach((member, index) => {
      item(member, within(place, index))
    })
  }
}

/** An object, whatever it holds. */
export const object: ValueRule = (value, place) => {
  if (!isJsonObject(value)) expected('[OBJECT]', place)
}

/** All rules, one after the other. */
export const all =
  (...rules: ValueRule[]): ValueRule =>
  (value, place) => {
    for (const rule of rules) rule(value, place)
  }
