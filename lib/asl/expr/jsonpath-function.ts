import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import type { PathFunctionName } from './jsonpath-ast'

/**
 * Applies a function at the end of a path (`$.prices.sum()`), as Jayway's documentation describes them. Gives undefined when the
 * value is of a kind the function has no answer for.
 */
export function applyPathFunction(
  name: PathFunctionName,
  subject: JsonValue | undefined,
  args: readonly (JsonValue | undefined)[],
): JsonValue | undefined {
  switch (name) {
    case 'length':
    case 'size':
      return lengthOf(args.length > 0 ? args[0] : subject)
    case 'keys':
      return isJsonObject(subject) ? Object.keys(subject) : undefined
    case 'concat':
      return concat(subject, args)
    case 'append':
      return Array.isArray(subject) ? [...subject, ...defined(args)] : undefined
    case 'first':
      return Array.isArray(subject) ? subject[0] : undefined
    case 'last':
      return Array.isArray(subject) ? subject.at(-1) : undefined
    case 'index':
      return Array.isArray(subject) && typeof args[0] === 'number' ? subject.at(args[0]) : undefined
    case 'min':
    case 'max':
    case 'avg':
    case 'sum':
    case 'stddev':
      return aggregate(name, numbersOf(subject, args))
  }
}

function aggregate(name: 'min' | 'max' | 'avg' | 'sum' | 'stddev', numbers: number[]): number | undefined {
  if (numbers.length === 0) return undefined
  const sum = numbers.reduce((total, value) => total + value, 0)
  if (name === 'sum') return sum
  if (name === 'min') return numbers.reduce((a, b) => Math.min(a, b))
  if (name === 'max') return numbers.reduce((a, b) => Math.max(a, b))
  const mean = sum / numbers.length
  if (name === 'avg') return mean
  return Math.sqrt(numbers.reduce((total, value) => total + (value - mean) ** 2, 0) / numbers.length)
}

function numbersOf(subject: JsonValue | undefined, args: readonly (JsonValue | undefined)[]): number[] {
  const values = Array.isArray(subject) ? [...subject, ...args.flat()] : args.flat()
  return values.filter((value) => typeof value === 'number')
}

function concat(subject: JsonValue | undefined, args: readonly (JsonValue | undefined)[]): string {
  const values = Array.isArray(subject) ? [...subject, ...args.flat()] : args.flat()
  return values.filter((value) => typeof value === 'string' || typeof value === 'number').join('')
}

function lengthOf(value: JsonValue | undefined): number | undefined {
  if (Array.isArray(value)) return value.length
  return isJsonObject(value) ? Object.keys(value).length : undefined
}

const defined = (values: readonly (JsonValue | undefined)[]): JsonValue[] =>
  values.filter((value): value is JsonValue => value !== undefined)
