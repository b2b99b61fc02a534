import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { jsonEquals } from './json-equals'
import type { FilterNode, FilterOperand, FilterOperator, PathNode } from './jsonpath-ast'
import type { PathWork } from './path-work'

const PATTERN_STEPS_A_STEP = 4

type RootLookup = (root: PathNode['root']) => JsonValue | undefined
type Select = (path: PathNode, lookup: RootLookup) => JsonValue | undefined

/** True when the candidate (`@`) meets the condition of a filter; `$` in it is the path's own document. */
export function holds(
  condition: FilterNode,
  candidate: JsonValue,
  outer: RootLookup,
  select: Select,
  work: PathWork,
): boolean {
  const lookup: RootLookup = (root) => (root.kind === 'candidate' ? candidate : outer(root))
  const judge = (node: FilterNode): boolean => {
    work.spend(1)
    switch (node.kind) {
      case 'and':
        return node.terms.every(judge)
      case 'or':
        return node.terms.some(judge)
      case 'not':
        return !judge(node.term)
      case 'exists': {
        const found = select(node.path, lookup)
        return found !== undefined
      }
      case 'compare':
        return compare(node.operator, node.left, node.right, (operand) => read(operand, lookup, select), work)
    }
  }
  return judge(condition)
}

const read = (operand: FilterOperand, lookup: RootLookup, select: Select): JsonValue | undefined =>
  operand.kind === 'path' ? select(operand.path, lookup) : operand.kind === 'literal' ? operand.value : undefined

function compare(
  operator: FilterOperator,
  leftOperand: FilterOperand,
  rightOperand: FilterOperand,
  resolve: (operand: FilterOperand) => JsonValue | undefined,
  work: PathWork,
): boolean {
  if (operator === '=~') return matches(leftOperand, rightOperand, resolve, work)
  const left = resolve(leftOperand)
  const right = resolve(rightOperand)
  work.spendOnComparing(left, comparisonsOf(operator, left, right))
  switch (operator) {
    case '==':
      return equals(left, right)
    case '!=':
      return !equals(left, right)
    case '<':
      return order(left, right, (sign) => sign < 0)
    case '<=':
      return order(left, right, (sign) => sign <= 0)
    case '>':
      return order(left, right, (sign) => sign > 0)
    case '>=':
      return order(left, right, (sign) => sign >= 0)
    case 'contains':
      return contains(left, right)
    case 'size':
      return lengthOf(left) === right
    case 'empty':
      return lengthOf(left) !== null && (lengthOf(left) === 0) === (right === true)
    default:
      return compareLists(operator, left, right)
  }
}

// How often the left side, or a part of it, is compared.
function comparisonsOf(operator: FilterOperator, left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (operator === 'contains') return typeof left === 'string' ? left.length : 1
  return Array.isArray(right) && !SINGLE_COMPARISONS.has(operator) ? right.length : 1
}

const SINGLE_COMPARISONS: ReadonlySet<FilterOperator> = new Set(['==', '!=', '<', '<=', '>', '>=', 'size', 'empty'])

function compareLists(operator: FilterOperator, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (!Array.isArray(right)) return false
  const has = (item: JsonValue | undefined): boolean => right.some((other) => equals(item, other))
  if (operator === 'in') return has(left)
  if (operator === 'nin') return !has(left)
  if (!Array.isArray(left)) return false
  if (operator === 'subsetof') return left.every(has)
  if (operator === 'anyof') return left.some(has)
  if (operator === 'noneof') return !left.some(has)
  return right.every((item) => left.some((other) => equals(item, other)))
}

function matches(
  left: FilterOperand,
  right: FilterOperand,
  resolve: (operand: FilterOperand) => JsonValue | undefined,
  work: PathWork,
): boolean {
  const [pattern, subject] = left.kind === 'regex' ? [left, right] : [right, left]
  if (pattern.kind !== 'regex') return false
  const test = (value: JsonValue | undefined): boolean =>
    typeof value === 'string' && pattern.matches(value, (steps) => work.spend(steps / PATTERN_STEPS_A_STEP))
  const found = resolve(subject)
  return Array.isArray(found) ? found.some(test) : test(found)
}

// A missing value equals nothing, another missing value included.
const equals = (left: JsonValue | undefined, right: JsonValue | undefined): boolean =>
  left !== undefined && right !== undefined && jsonEquals(left, right)

function order(left: JsonValue | undefined, right: JsonValue | undefined, accepts: (sign: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return accepts(left - right)
  if (typeof left === 'string' && typeof right === 'string') return accepts(left < right ? -1 : left > right ? 1 : 0)
  return false
}

function contains(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right)
  return Array.isArray(left) && left.some((item) => equals(item, right))
}

function lengthOf(value: JsonValue | undefined): number | null {
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  return isJsonObject(value) ? Object.keys(value).length : null
}
