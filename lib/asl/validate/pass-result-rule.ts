import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { looksLikeIntrinsic, looksLikePath } from './looks-like-path'
import { type Place, type ValueRule, within } from './place'

/** Pass's Result: any value; warns where it looks as if it were to be evaluated, which it never is. */
export const passResult: ValueRule = (value, place) => {
  if (typeof value === 'string' ? looksLikePath(value) || looksLikeIntrinsic(value) : false) warn(place)
  else
    eachMember(value, (key, member) => {
      if (typeof key === 'string' && key.endsWith('.$')) warn(within(place, key))
      else passResult(member, within(place, key))
    })
}

function warn(place: Place) {
  place.validation.warning(
    'PASS_RESULT_IS_STATIC',
    "The Result of a Pass state isn't evaluated: this path or intrinsic function is passed on as text",
    place.location,
  )
}

function eachMember(value: JsonValue, visit: (key: string | number, member: JsonValue) => void) {
  if (Array.isArray(value))
    value.forEach((member, index) => {
      visit(index, member)
    })
  else if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) visit(key, member)
}
