import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { assign } from './assign-rule'
import { jsonataTemplate } from './jsonata-template-rule'
import { field, jsonataField, type ObjectShape, pathField, shaped } from './object-shape'
import { resultPath } from './path-rules'
import type { Place, ValueRule } from './place'
import { all, decimal, integer, listOf, oneOf, text } from './value-rules'

// The bounds are measured on AWS. IntervalSeconds 0 is accepted, though the specification asks for a positive integer.
const RETRIER: ObjectShape = {
  required: ['ErrorEquals'],
  fields: {
    ErrorEquals: field(listOf(text, { empty: false })),
    IntervalSeconds: field(integer({ min: 0, max: 99_999_999 })),
    MaxAttempts: field(integer({ min: 0, max: 99_999_999 })),
    BackoffRate: field(decimal({ min: 1 })),
    MaxDelaySeconds: field(integer({ min: 1, max: 31_622_400 })),
    JitterStrategy: field(oneOf('NONE', 'FULL')),
    Comment: field(text),
  },
}

const inCatcher =
  (rule: ValueRule): ValueRule =>
  (value, place) => {
    rule(value, { ...place, errorOutput: true })
  }

const CATCHER: ObjectShape = {
  required: ['ErrorEquals', 'Next'],
  fields: {
    ErrorEquals: field(listOf(text, { empty: false })),
    Next: field(text),
    ResultPath: pathField(resultPath),
    Output: jsonataField(inCatcher(jsonataTemplate)),
    Assign: field(inCatcher(assign)),
    Comment: field(text),
  },
}

/** `States.ALL` must stand alone in its list, and in the last retrier or catcher (ASL spec, "Errors"). */
const statesAllLast: ValueRule = (value, place) => {
  if (!Array.isArray(value)) return
  value.forEach((handler, index) => {
    checkStatesAll(handler, index === value.length - 1, index, place)
  })
}

function checkStatesAll(handler: JsonValue, last: boolean, index: number, place: Place) {
  const names = isJsonObject(handler) && Array.isArray(handler.ErrorEquals) ? handler.ErrorEquals : []
  const at = names.indexOf('States.ALL')
  if (at < 0 || (last && names.length === 1)) return
  place.validation.schema('States.ALL must appear alone and at end of list', [
    ...place.location,
    index,
    'ErrorEquals',
    at,
  ])
}

export const retry: ValueRule = all(listOf(shaped(RETRIER)), statesAllLast)
export const catchers: ValueRule = all(listOf(shaped(CATCHER)), statesAllLast)
