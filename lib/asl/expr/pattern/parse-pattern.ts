import type { TextScanner } from '../text-scanner'
import type { PatternNode } from './pattern-node'

// Matched in this order: what is longer stands before its beginning.
const ATOMS = [
  /^\[(?:[^\]\\]|\\.)*\]/su,
  /^\\[pP]\{[^}]*\}/u,
  /^\\u\{[0-9a-fA-F]+\}/u,
  /^\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/u,
  /^\\u[0-9a-fA-F]{4}/u,
  /^\\x[0-9a-fA-F]{2}/u,
  /^\\c[a-zA-Z]/u,
  /^\\[^1-9k]/su,
  /^[^\\|()*+?{}[\]]/su,
] as const
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/u

/**
 * Parses a regular expression that is known to be valid with the flag `u`.
 * @throws ExpressionSyntaxError for what only backtracking can match: references back, and looking ahead or behind
 */
export function parsePattern(scanner: TextScanner): PatternNode {
  const options = [parseSequence(scanner)]
  while (scanner.take('|')) options.push(parseSequence(scanner))
  return options.length === 1 ? (options[0] as PatternNode) : { kind: 'choice', options }
}

function parseSequence(scanner: TextScanner): PatternNode {
  const parts: PatternNode[] = []
  while (!scanner.atEnd() && scanner.peek() !== '|' && scanner.peek() !== ')') parts.push(parseQuantified(scanner))
  return { kind: 'sequence', parts }
}

function parseQuantified(scanner: TextScanner): PatternNode {
  const part = parseAtom(scanner)
  const quantifier = scanner.takePattern(QUANTIFIER)
  if (quantifier === null) return part
  if (quantifier.startsWith('*')) return { kind: 'repeat', part, least: 0, most: null }
  if (quantifier.startsWith('+')) return { kind: 'repeat', part, least: 1, most: null }
  if (quantifier.startsWith('?')) return { kind: 'repeat', part, least: 0, most: 1 }
  const [, least, comma, most] = QUANTIFIER.exec(quantifier) as RegExpExecArray
  const from = Number(least)
  return { kind: 'repeat', part, least: from, most: comma === undefined ? from : most ? Number(most) : null }
}

function parseAtom(scanner: TextScanner): PatternNode {
  if (scanner.take('(')) return parseGroup(scanner)
  for (const source of ['^', '$', '\\b', '\\B'] as const) if (scanner.take(source)) return { kind: 'assertion', source }
  for (const atom of ATOMS) {
    const source = scanner.takePattern(atom)
    if (source !== null) return { kind: 'character', source }
  }
  throw scanner.error('A pattern may not refer back to what a group has matched')
}

function parseGroup(scanner: TextScanner): PatternNode {
  if (scanner.takePattern(/^\?<?[=!]/u) !== null) throw scanner.error('A pattern may not look ahead or behind')
  scanner.takePattern(/^\?(?::|<[^>]*>)/u)
  const inner = parsePattern(scanner)
  scanner.expect(')')
  return inner
}
