import type { IntrinsicFunction } from './argument'
import { ARRAY_FUNCTIONS } from './array-functions'
import { ENCODING_FUNCTIONS } from './encoding-functions'
import { JSON_FUNCTIONS } from './json-functions'
import { MATH_FUNCTIONS } from './math-functions'
import { TEXT_FUNCTIONS } from './text-functions'

/** The 18 intrinsic functions of the Amazon States Language by their full names. */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map(
  Object.entries({
    ...ARRAY_FUNCTIONS,
    ...ENCODING_FUNCTIONS,
    ...JSON_FUNCTIONS,
    ...MATH_FUNCTIONS,
    ...TEXT_FUNCTIONS,
  }),
)
