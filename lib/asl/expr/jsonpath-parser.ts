import type { FilterOperand, PathFunctionName, PathNode, PathRoot, PathStep } from './jsonpath-ast'
import { parseFilter, parseFilterOperand } from './jsonpath-filter-parser'
import { TextScanner } from './text-scanner'

const FUNCTIONS: ReadonlySet<string> = new Set<PathFunctionName>([
  'length',
  'size',
  'min',
  'max',
  'avg',
  'stddev',
  'sum',
  'keys',
  'concat',
  'append',
  'first',
  'last',
  'index',
])

const VARIABLE_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*/u
const MEMBER_END = /[.[\]()\s,'"]/
const NESTED_MEMBER_END = /[.[\]()\s,'"=!<>&|]/

/**
 * Parses a whole text as a path of the dialect AWS runs (Jayway JsonPath; measured against AWS where they differ). Blanks around it
 * don't count.
 * @throws ExpressionSyntaxError
 */
export function parseJsonPath(text: string): PathNode {
  const scanner = new TextScanner(text)
  scanner.skipBlanks()
  const path = parsePathAt(scanner, MEMBER_END)
  scanner.skipBlanks()
  if (!scanner.atEnd()) throw scanner.error(`Unexpected '${scanner.peek()}' in the path`)
  return path
}

/** Parses the path at the scanner within a filter or an argument list, where operators and closing marks end it. */
export function parseNestedPath(scanner: TextScanner): PathNode {
  return parsePathAt(scanner, NESTED_MEMBER_END)
}

function parsePathAt(scanner: TextScanner, memberEnd: RegExp): PathNode {
  const root = parseRoot(scanner)
  const steps: PathStep[] = []
  for (;;) {
    if (scanner.take('..')) {
      steps.push({ kind: 'descent' })
      if (scanner.peek() === '[') steps.push(parseBracket(scanner))
      else steps.push(parseMember(scanner, memberEnd))
    } else if (scanner.take('.')) {
      if (scanner.peek() === '[') steps.push(parseBracket(scanner))
      else steps.push(parseMember(scanner, memberEnd))
    } else if (scanner.peek() === '[') {
      steps.push(parseBracket(scanner))
    } else {
      return { root, steps }
    }
  }
}

function parseRoot(scanner: TextScanner): PathRoot {
  if (scanner.take('@')) return { kind: 'candidate' }
  if (!scanner.take('$')) throw scanner.error("A path must start with '$'")
  if (scanner.take('$')) return { kind: 'context' }
  const name = scanner.takePattern(VARIABLE_NAME)
  return name === null ? { kind: 'input' } : { kind: 'variable', name }
}

function parseMember(scanner: TextScanner, memberEnd: RegExp): PathStep {
  if (scanner.take('*')) return { kind: 'wildcard' }
  const start = scanner.position
  while (!scanner.atEnd() && !memberEnd.test(scanner.peek())) scanner.advance()
  const name = scanner.text.slice(start, scanner.position)
  if (name === '') throw scanner.error('A property name is missing')
  if (scanner.peek() !== '(') return { kind: 'key', name }
  if (!FUNCTIONS.has(name)) throw scanner.error(`The function '${name}' is not known`)
  scanner.advance()
  return { kind: 'function', name: name as PathFunctionName, args: parseArguments(scanner) }
}

function parseArguments(scanner: TextScanner): FilterOperand[] {
  const args: FilterOperand[] = []
  scanner.skipBlanks()
  if (scanner.take(')')) return args
  for (;;) {
    args.push(parseFilterOperand(scanner, parseNestedPath))
    scanner.skipBlanks()
    if (scanner.take(')')) return args
    scanner.expect(',')
  }
}

function parseBracket(scanner: TextScanner): PathStep {
  scanner.expect('[')
  scanner.skipBlanks()
  const step = parseBracketContent(scanner)
  scanner.skipBlanks()
  scanner.expect(']')
  return step
}

function parseBracketContent(scanner: TextScanner): PathStep {
  const next = scanner.peek()
  if (scanner.take('*')) return { kind: 'wildcard' }
  if (scanner.take('?')) return parseFilterStep(scanner)
  if (next === '(') return parseFromLength(scanner)
  if (next === "'" || next === '"') return parseNames(scanner)
  return parsePositions(scanner)
}

function parseFilterStep(scanner: TextScanner): PathStep {
  scanner.skipBlanks()
  scanner.expect('(')
  const condition = parseFilter(scanner, parseNestedPath)
  scanner.skipBlanks()
  scanner.expect(')')
  return { kind: 'filter', condition }
}

function parseFromLength(scanner: TextScanner): PathStep {
  const found = scanner.takePattern(/^\(\s*@\.length(?:\(\))?\s*(?:-\s*\d+\s*)?\)/)
  if (found === null) throw scanner.error("Only '(@.length-n)' may be computed in brackets")
  const digits = /(\d+)\s*\)$/.exec(found)
  return { kind: 'fromLength', offset: digits ? -Number(digits[1]) : 0 }
}

function parseNames(scanner: TextScanner): PathStep {
  const names = [scanner.takeQuoted()]
  for (scanner.skipBlanks(); scanner.take(','); scanner.skipBlanks()) {
    scanner.skipBlanks()
    names.push(scanner.takeQuoted())
  }
  return names.length === 1 ? { kind: 'key', name: names[0] as string } : { kind: 'keys', names }
}

function parsePositions(scanner: TextScanner): PathStep {
  const first = takeInteger(scanner)
  scanner.skipBlanks()
  if (scanner.take(':')) {
    scanner.skipBlanks()
    const to = takeInteger(scanner)
    // A third number is read and, as in Jayway, changes nothing.
    scanner.skipBlanks()
    if (scanner.take(':')) takeInteger(scanner)
    return { kind: 'slice', from: first, to }
  }
  if (first === null) throw scanner.error('A quoted name, a number, *, a slice or a filter is expected in brackets')
  const indices = [first]
  while (scanner.take(',')) {
    scanner.skipBlanks()
    const index = takeInteger(scanner)
    if (index === null) throw scanner.error('A number is expected')
    indices.push(index)
    scanner.skipBlanks()
  }
  return indices.length === 1 ? { kind: 'index', index: first } : { kind: 'indices', indices }
}

function takeInteger(scanner: TextScanner): number | null {
  const digits = scanner.takePattern(/^-?\d+/)
  return digits === null ? null : Number(digits)
}
