import { ExpressionSyntaxError } from './expr/expression-syntax-error'
import { parseIntrinsic } from './expr/intrinsics/parse-intrinsic'
import { compileJsonata } from './expr/jsonata'
import type { FilterNode, FilterOperand, PathNode } from './expr/jsonpath-ast'
import { parseJsonPath } from './expr/jsonpath-parser'
import { JSONATA_BUILT_INS } from './jsonata-built-ins'
import { jsonataSource } from './jsonata-source'
import type { QueryLanguage } from './types'

/**
 * The workflow variables that a string field reads, without their `$`: of a JSONPath state a path or an intrinsic call, of
 * a JSONata state an expression between its delimiters. None for literals and for what doesn't parse.
 */
export function expressionVariables(text: string, language: QueryLanguage): ReadonlySet<string> {
  try {
    return language === 'JSONata' ? jsonataVariables(text) : pathVariables(text)
  } catch (thrown) {
    if (thrown instanceof ExpressionSyntaxError) return new Set()
    throw thrown
  }
}

function jsonataVariables(text: string): ReadonlySet<string> {
  const source = jsonataSource(text)
  if (source === null) return new Set()
  const { names, boundNames } = compileJsonata(source).analysis
  return new Set(
    [...names].filter((name) => name !== 'states' && !boundNames.has(name) && !JSONATA_BUILT_INS.has(name)),
  )
}

function pathVariables(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  const paths = text.startsWith('$') ? [text] : parseIntrinsic(text).paths.map((path) => path.text)
  for (const path of paths) collect(parseJsonPath(path), found)
  return found
}

function collect(path: PathNode, found: Set<string>) {
  if (path.root.kind === 'variable') found.add(path.root.name)
  for (const step of path.steps) {
    if (step.kind === 'filter') collectFilter(step.condition, found)
    else if (step.kind === 'function') for (const operand of step.args) collectOperand(operand, found)
  }
}

function collectFilter(filter: FilterNode, found: Set<string>) {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const term of filter.terms) collectFilter(term, found)
      break
    case 'not':
      collectFilter(filter.term, found)
      break
    case 'exists':
      collect(filter.path, found)
      break
    case 'compare':
      collectOperand(filter.left, found)
      collectOperand(filter.right, found)
  }
}

function collectOperand(operand: FilterOperand, found: Set<string>) {
  if (operand.kind === 'path') collect(operand.path, found)
}
