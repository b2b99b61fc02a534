import { StatesError } from '@/lib/asl/states-error'
import type { ChoiceRule } from '@/lib/asl/types'
import type { JsonValue } from '@/lib/shared/json'
import { COMPARISONS, PATTERN_COMPARISON, TYPE_TESTS } from './choice-comparison'
import type { EvaluationScope } from './evaluation-scope'
import { ExpressionSyntaxError } from './expression-syntax-error'
import { compileJsonataTemplate } from './jsonata-template'
import { type CompiledPath, compileJsonPath } from './jsonpath'
import { compileStringMatches } from './string-matches'
import { unexpectedResultType } from './unexpected-result-type'

/** One rule of a Choice, compiled once and judged many times. */
export interface CompiledChoiceRule {
  /**
   * True when the rule matches. A promise only for a Condition that holds JSONata.
   * `location` is the rule's, e.g. `Choices[1]`.
   * @throws StatesError States.Runtime when a path of the rule leads to nothing (except for IsPresent);
   * States.QueryEvaluationError when the Condition fails or isn't a boolean
   */
  evaluate(scope: EvaluationScope, location?: string): boolean | Promise<boolean>
}

type Judge = (scope: EvaluationScope) => boolean

/**
 * Compiles a Choice rule: comparisons, And, Or and Not of a JSONPath state, the Condition of a JSONata state.
 * @throws ExpressionSyntaxError for a path or Condition that doesn't parse and for a rule without a known comparison
 */
export function compileChoiceRule(rule: ChoiceRule): CompiledChoiceRule {
  return rule.Condition === undefined ? { evaluate: compileJudge(rule) } : compileCondition(rule.Condition)
}

function compileCondition(condition: string | boolean): CompiledChoiceRule {
  const template = compileJsonataTemplate(condition)
  const check = (value: JsonValue, location: string): boolean => {
    if (typeof value === 'boolean') return value
    throw unexpectedResultType(String(condition), location, 'boolean', value)
  }
  return {
    evaluate(scope, rule = 'Choices[0]') {
      const location = `${rule}/Condition`
      const value = template.evaluate(scope, location)
      return value instanceof Promise ? value.then((settled) => check(settled, location)) : check(value, location)
    },
  }
}

function compileJudge(rule: ChoiceRule): Judge {
  if (rule.And) return every(rule.And.map(compileJudge))
  if (rule.Or) return some(rule.Or.map(compileJudge))
  if (rule.Not) return not(compileJudge(rule.Not))
  if (typeof rule.Variable !== 'string') throw new ExpressionSyntaxError('A Choice rule needs a Variable', 0)
  const variable = compileJsonPath(rule.Variable)
  for (const [field, operand] of Object.entries(rule)) {
    const judge = compileComparison(variable, field, operand as JsonValue)
    if (judge !== null) return judge
  }
  throw new ExpressionSyntaxError('A Choice rule needs a comparison', 0)
}

const every =
  (judges: readonly Judge[]): Judge =>
  (scope) =>
    judges.every((judge) => judge(scope))

const some =
  (judges: readonly Judge[]): Judge =>
  (scope) =>
    judges.some((judge) => judge(scope))

const not =
  (judge: Judge): Judge =>
  (scope) =>
    !judge(scope)

// Null for a field that is no comparison, such as Next or Comment.
function compileComparison(variable: CompiledPath, field: string, operand: JsonValue): Judge | null {
  if (field === 'IsPresent') return (scope) => (variable.find(scope) !== undefined) === operand
  const test = TYPE_TESTS.get(field)
  if (test) return (scope) => test(read(variable, scope)) === operand
  if (field === PATTERN_COMPARISON && typeof operand === 'string') {
    const matches = compileStringMatches(operand)
    return (scope) => {
      const value = read(variable, scope)
      return typeof value === 'string' && matches(value)
    }
  }
  const comparison = COMPARISONS.get(field)
  if (comparison) return (scope) => comparison(read(variable, scope), operand)
  const behindPath = field.endsWith('Path') ? COMPARISONS.get(field.slice(0, -4)) : undefined
  if (!behindPath || typeof operand !== 'string') return null
  const path = compileJsonPath(operand)
  return (scope) => behindPath(read(variable, scope), read(path, scope))
}

function read(path: CompiledPath, scope: EvaluationScope): JsonValue {
  const value = path.find(scope)
  if (value !== undefined) return value
  throw new StatesError(
    'States.Runtime',
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  )
}
