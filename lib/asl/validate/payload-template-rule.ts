import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { isIntrinsicCall } from './is-intrinsic-call'
import { isJsonPath } from './is-json-path'
import { isSubstituted } from './is-substituted'
import { looksLikeIntrinsic, looksLikePath } from './looks-like-path'
import { type Place, type ValueRule, within } from './place'

/**
 * A JSONPath payload template (ASL spec, "Payload Template"): the value of a key that ends in `.$` must be a path or an
 * intrinsic call. AWS reports it at the object that holds the key (measured). Warns of literals that look like either.
 */
export const payloadTemplate: ValueRule = (value, place) => {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      payloadTemplate(item, within(place, index))
    })
  } else if (isJsonObject(value)) {
    for (const key of place.validation.source.keys(value)) {
      const member = value[key]
      if (member === undefined) continue
      if (key.endsWith('.$')) checkExpression(key, member, place)
      else if (typeof member === 'string') warnOfLiteral(member, within(place, key))
      else payloadTemplate(member, within(place, key))
    }
  }
}

function checkExpression(key: string, value: JsonValue, place: Place) {
  if (typeof value === 'string' && (isSubstituted(value, place) || isJsonPath(value) || isIntrinsicCall(value))) return
  place.validation.schema(
    `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
    place.location,
  )
}

function warnOfLiteral(value: string, place: Place) {
  if (!looksLikePath(value) && !looksLikeIntrinsic(value)) return
  place.validation.warning(
    'NO_DOLLAR',
    "The field name doesn't end with '.$', so this path or intrinsic function is passed on as text",
    place.location,
  )
}
