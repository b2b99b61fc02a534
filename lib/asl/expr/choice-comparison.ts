import type { JsonValue } from '@/lib/shared/json'
import { compareMoments, parseTimestamp } from './timestamp'

/** Judges a value that was found against the operand of a comparison; values of another type never match. */
export type Comparison = (value: JsonValue, operand: JsonValue) => boolean

const SIGN_TESTS: Readonly<Record<string, (sign: number) => boolean>> = {
  Equals: (sign) => sign === 0,
  LessThan: (sign) => sign < 0,
  GreaterThan: (sign) => sign > 0,
  LessThanEquals: (sign) => sign <= 0,
  GreaterThanEquals: (sign) => sign >= 0,
}

// NaN answers no to every test of a sign: the pair can't be compared.
const SIGNS: Readonly<Record<string, (value: JsonValue, operand: JsonValue) => number>> = {
  Numeric: (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' ? value - operand : Number.NaN,
  String: (value, operand) => {
    if (typeof value !== 'string' || typeof operand !== 'string') return Number.NaN
    return value < operand ? -1 : value > operand ? 1 : 0
  },
  Timestamp: (value, operand) => {
    const left = typeof value === 'string' ? parseTimestamp(value) : null
    const right = typeof operand === 'string' ? parseTimestamp(operand) : null
    return left && right ? compareMoments(left, right) : Number.NaN
  },
}

const ORDERINGS = Object.entries(SIGNS).flatMap(([type, sign]) =>
  Object.entries(SIGN_TESTS).map(([test, accepts]): [string, Comparison] => [
    `${type}${test}`,
    (value, operand) => accepts(sign(value, operand)),
  ]),
)

/** Comparisons whose operand may also stand behind a path, as `<name>Path` (ASL specification, Choice Rule). */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ...ORDERINGS,
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
])

/** The comparison with a pattern; it has no form with a path. */
export const PATTERN_COMPARISON = 'StringMatches'

/** Tests of a value's type, whose operand is the wanted answer. `IsPresent` is not among them: it asks whether there is a value. */
export const TYPE_TESTS: ReadonlyMap<string, (value: JsonValue) => boolean> = new Map<
  string,
  (value: JsonValue) => boolean
>([
  ['IsNull', (value) => value === null],
  ['IsNumeric', (value) => typeof value === 'number'],
  ['IsString', (value) => typeof value === 'string'],
  ['IsBoolean', (value) => typeof value === 'boolean'],
  ['IsTimestamp', (value) => typeof value === 'string' && parseTimestamp(value) !== null],
])
