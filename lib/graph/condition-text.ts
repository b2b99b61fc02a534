import { jsonataSource } from '@/lib/asl/jsonata-source'
import type { ChoiceRule } from '@/lib/asl/types'

const SYMBOLS: Record<string, string> = {
  Equals: '==',
  LessThan: '<',
  LessThanEquals: '<=',
  GreaterThan: '>',
  GreaterThanEquals: '>=',
  Matches: 'matches',
}

const PRESENCE: Record<string, string> = {
  IsPresent: 'present',
  IsNull: 'null',
  IsString: 'a string',
  IsNumeric: 'a number',
  IsBoolean: 'a boolean',
  IsTimestamp: 'a timestamp',
}

const COMPARISON =
  /^(?:String|Numeric|Boolean|Timestamp)(Equals|LessThanEquals|LessThan|GreaterThanEquals|GreaterThan|Matches)(Path)?$/

/** A rule in one line: as short as a route's label needs it, and in full. */
export interface ConditionText {
  short: string
  full: string
}

/**
 * What a Choice's rule asks, in one line. JSONPath rules read `$.size >= 10`, `$.kind is present`, `a && (b || c)`, `!a`;
 * JSONata conditions are given without their delimiters. `short` leaves out what every rule of the Choice says alike:
 * with `sameVariable` a comparison is its right side alone (`"billing"`, `> 10`). Total: a rule that asks nothing is `?`.
 */
export function conditionText(rule: ChoiceRule, sameVariable: boolean): ConditionText {
  if (rule.Condition !== undefined) {
    const text = typeof rule.Condition === 'string' ? (jsonataSource(rule.Condition) ?? rule.Condition) : rule.Condition
    const full = String(text).trim().replace(/\s+/g, ' ')
    return { full, short: full.replaceAll('$states.input.', '') }
  }
  return { full: render(rule, (path) => path), short: sameVariable ? comparison(rule, '') : render(rule, lastName) }
}

/** True when each of these rules compares one and the same variable, so that a label needn't name it. */
export function compareOneVariable(rules: readonly ChoiceRule[]): boolean {
  const [first] = rules
  return (
    rules.length > 1 &&
    typeof first?.Variable === 'string' &&
    rules.every((rule) => rule.Variable === first.Variable && Object.keys(rule).some((key) => COMPARISON.test(key)))
  )
}

function render(rule: ChoiceRule, name: (path: string) => string): string {
  for (const [key, joint] of [
    ['And', ' && '],
    ['Or', ' || '],
  ] as const) {
    const parts = rule[key]
    if (Array.isArray(parts)) return parts.map((part) => nested(part, name)).join(joint)
  }
  if (typeof rule.Not === 'object' && rule.Not !== null) {
    const inner = comparison(rule.Not, typeof rule.Not.Variable === 'string' ? name(rule.Not.Variable) : '')
    if (/ is /.test(inner)) return inner.replace(' is not ', ' is ').replace(' is ', ' is not ')
    return `!${nested(rule.Not, name, true)}`
  }
  return comparison(rule, typeof rule.Variable === 'string' ? name(rule.Variable) : '')
}

function nested(rule: ChoiceRule, name: (path: string) => string, always = false): string {
  if (typeof rule !== 'object' || rule === null) return '?'
  const text = render(rule, name)
  return always || Array.isArray(rule.And) || Array.isArray(rule.Or) ? `(${text})` : text
}

function comparison(rule: ChoiceRule, variable: string): string {
  for (const [key, value] of Object.entries(rule)) {
    if (PRESENCE[key]) return `${variable} is ${value === false ? 'not ' : ''}${PRESENCE[key]}`.trim()
    const match = COMPARISON.exec(key)
    if (!match) continue
    const symbol = SYMBOLS[match[1] ?? ''] ?? '?'
    const right = match[2] || typeof value !== 'string' ? literal(value) : JSON.stringify(value)
    return variable === '' && symbol === '==' ? right : `${variable} ${symbol} ${right}`.trim()
  }
  return '?'
}

const literal = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '?'))

/** `$.order.lines[0].kind` is `kind`; a path that ends in an index or a call stays whole. */
const lastName = (path: string) => /\.([A-Za-z_][\w-]*)$/.exec(path)?.[1] ?? path
