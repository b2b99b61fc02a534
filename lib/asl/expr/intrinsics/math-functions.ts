import type { JsonValue } from '@/lib/shared/json'
import { JavaRandom } from '../java/java-random'
import { type IntrinsicFunction, integerArgument } from './argument'
import { invalidArguments } from './intrinsic-failure'

const MIN_INT = -(2 ** 31)
const MAX_INT = 2 ** 31 - 1

/** The intrinsic functions that calculate or draw (AWS developer guide, Intrinsics for math operations and unique identifiers). */
export const MATH_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'States.MathRandom': {
    minArgs: 2,
    maxArgs: 3,
    call([start, end, seed], env) {
      const from = integerArgument('States.MathRandom', start)
      const to = integerArgument('States.MathRandom', end)
      if (from >= to || to - from > MAX_INT) throw invalidArguments('States.MathRandom')
      if (seed === undefined) return from + Math.floor(env.random() * (to - from))
      return from + new JavaRandom(integerArgument('States.MathRandom', seed)).nextInt(to - from)
    },
  },

  'States.MathAdd': {
    minArgs: 2,
    maxArgs: 2,
    call([first, second]) {
      const sum = roundHalfUp(first) + roundHalfUp(second)
      if (sum < MIN_INT || sum > MAX_INT) throw invalidArguments('States.MathAdd')
      return sum
    },
  },

  'States.UUID': { minArgs: 0, maxArgs: 0, call: (_args, env) => env.uuid() },
}

// Halves go up, as with Java's Math.round: 1.5 is 2 and -1.5 is -1 (measured).
function roundHalfUp(value: JsonValue | undefined): number {
  if (typeof value !== 'number') throw invalidArguments('States.MathAdd')
  const rounded = Math.round(value)
  if (rounded < MIN_INT || rounded > MAX_INT) throw invalidArguments('States.MathAdd')
  // Without the sign that Math.round leaves on a zero.
  return rounded + 0
}
