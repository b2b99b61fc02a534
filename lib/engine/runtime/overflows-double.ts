// What a number of JSON beyond a double's range has in it: an exponent of three digits, or three hundred digits.
const SUSPECT = /[eE]\+?0*[1-9]\d{2}|\d{300}/

/** Whether a number in a JSON text is beyond the range of a double (1.8e308); false for a text that isn't JSON. */
export function overflowsDouble(json: string): boolean {
  if (!SUSPECT.test(json)) return false
  let found = false
  try {
    JSON.parse(json, (_key, value: unknown) => {
      if (value === Infinity || value === -Infinity) found = true
      return value
    })
  } catch {
    return false
  }
  return found
}
