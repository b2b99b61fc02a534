import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'
import { invalidArguments } from './intrinsic-failure'

/** What intrinsic functions may draw from. */
interface IntrinsicEnv {
  /** Uniform in [0, 1). */
  random(): number
  /** A version 4 UUID. */
  uuid(): string
}

/** One intrinsic function; `args` has a length between the two bounds of its signature. Throws IntrinsicFailure. */
export interface IntrinsicFunction {
  minArgs: number
  /** Infinity where any number goes. */
  maxArgs: number
  call(args: readonly JsonValue[], env: IntrinsicEnv): JsonValue
}

/** Documented bound of Base64Encode, Base64Decode and Hash. */
const MAX_TEXT_CHARACTERS = 10_000

export function listArgument(name: string, value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value
  throw invalidArguments(name)
}

export function objectArgument(name: string, value: JsonValue | undefined): JsonObject {
  if (isJsonObject(value)) return value
  throw invalidArguments(name)
}

export function textArgument(name: string, value: JsonValue | undefined): string {
  if (typeof value === 'string') return value
  throw invalidArguments(name)
}

/** A text within the documented 10,000 characters. */
export function boundedTextArgument(name: string, value: JsonValue | undefined): string {
  const text = textArgument(name, value)
  if (text.length <= MAX_TEXT_CHARACTERS) return text
  throw invalidArguments(name)
}

/** A whole number; AWS truncates fractions toward zero (measured; its documentation says that it rounds). */
export function integerArgument(name: string, value: JsonValue | undefined): number {
  if (typeof value === 'number') return Math.trunc(value)
  throw invalidArguments(name)
}
