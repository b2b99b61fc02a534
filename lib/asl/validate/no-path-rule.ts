import { looksLikePath } from './looks-like-path'
import type { ValueRule } from './place'

/** Warns of a literal that looks like a path in a field that has a `…Path` form. JSONPath states only. */
export const notAPath: ValueRule = (value, place) => {
  if (place.language !== 'JSONPath' || typeof value !== 'string' || !looksLikePath(value)) return
  place.validation.warning(
    'NO_PATH',
    "The field name doesn't end with 'Path', so this path is taken as text",
    place.location,
  )
}
