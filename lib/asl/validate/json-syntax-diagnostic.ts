import type { Diagnostic } from '../diagnostic'
import type { JsonProblem, JsonSyntaxError } from '../json-syntax-error'
import { lineColumn } from '../line-column'

/** AWS quotes the document in the message, and no more of it than this. */
const MAX_QUOTED_CHARACTERS = 500

/**
 * A syntax error as AWS words it: in the words of Jackson, its JSON parser, with the place as text in the location too
 * (measured for unknown words; the other wordings are Jackson's own).
 */
export function jsonSyntaxDiagnostic(text: string, error: JsonSyntaxError): Diagnostic {
  const location = jacksonPlace(text, error.line, error.column + consumed(error.problem))
  return {
    severity: 'ERROR',
    code: 'INVALID_JSON_DESCRIPTION',
    message: `${wording(error.problem, text)}\n at ${location}`,
    location,
    offset: error.offset,
  }
}

function jacksonPlace(text: string, line: number, column: number): string {
  const left = text.length - MAX_QUOTED_CHARACTERS
  const quoted = `"${text.slice(0, MAX_QUOTED_CHARACTERS)}"${left > 0 ? `[truncated ${left} chars]` : ''}`
  return `[Source: (String)${quoted}; line: ${line}, column: ${column}]`
}

/** How far past the place at fault Jackson has read when it complains. */
function consumed(problem: JsonProblem): number {
  if (problem.kind === 'token') return problem.token.length
  return problem.kind === 'character' || problem.kind === 'control-character' ? 1 : 0
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

const EXPECTED = {
  value: `expected a valid value ${VALUES}`,
  key: 'was expecting double-quote to start field name',
  colon: 'was expecting a colon to separate field name and value',
  'object-comma': 'was expecting comma to separate Object entries',
  'array-comma': 'was expecting comma to separate Array entries',
  end: 'expected nothing after the end of the document',
} as const

const named = (character: string) => `'${character}' (code ${character.codePointAt(0) ?? 0})`

function wording(problem: JsonProblem, text: string): string {
  switch (problem.kind) {
    case 'token':
      return `Unrecognized token '${problem.token}': was expecting ${VALUES}`
    case 'character':
      return `Unexpected character (${named(problem.character)}): ${EXPECTED[problem.expected]}`
    case 'end':
      return `Unexpected end-of-input${describeEnd(problem, text)}`
    case 'control-character': {
      const where = problem.within === 'key' ? 'name' : 'string value'
      return `Illegal unquoted character ((CTRL-CHAR, code ${problem.code})): has to be escaped using backslash to be included in ${where}`
    }
    case 'escape':
      return `Unrecognized character escape ${named(problem.character)}`
    case 'number':
      return problem.reason === 'leading-zero'
        ? 'Invalid numeric value: Leading zeroes not allowed'
        : `Unexpected character (${named(problem.character)}) in numeric value: expected digit (0-9)`
    case 'depth':
      return `Document nesting depth (${problem.limit + 1}) exceeds the maximum allowed (${problem.limit})`
  }
}

function describeEnd(problem: Extract<JsonProblem, { kind: 'end' }>, text: string): string {
  if (problem.inside === 'key') return ' in field name'
  if (problem.inside === 'string') return ': was expecting closing quote for a string value'
  const { line, column } = lineColumn(text, problem.openedAt)
  const container = problem.inside === 'array' ? 'Array' : 'Object'
  return `: expected close marker for ${container} (start marker at ${jacksonPlace(text, line, column)})`
}
