/** What is wrong with a JSON text, as data: editors, the console and AWS's own wording each say it in their way. */
export type JsonProblem =
  | { kind: 'token'; token: string }
  | {
      kind: 'character'
      character: string
      expected: 'value' | 'key' | 'colon' | 'object-comma' | 'array-comma' | 'end'
    }
  | { kind: 'end'; inside: 'document' | 'object' | 'array' | 'key' | 'string'; openedAt: number }
  | { kind: 'control-character'; code: number; within: 'key' | 'string' }
  | { kind: 'escape'; character: string }
  | { kind: 'number'; reason: 'leading-zero' | 'digit-missing'; character: string }
  | { kind: 'depth'; limit: number }

/**
 * The first syntax error of a JSON text. `offset` is the UTF-16 index of the character at fault (the text's length when it
 * ends too early); `line` and `column` are that place, 1-based; `message` is one English sentence without the place.
 */
export interface JsonSyntaxError {
  problem: JsonProblem
  offset: number
  line: number
  column: number
  message: string
}

const EXPECTED = {
  value: 'a value was expected',
  key: 'a key in double quotes was expected',
  colon: 'a colon was expected after the key',
  'object-comma': 'a comma or } was expected',
  'array-comma': 'a comma or ] was expected',
  end: 'nothing may follow the document',
} as const

const UNENDED = {
  document: 'The text is empty',
  object: 'The text ends before } closes the object',
  array: 'The text ends before ] closes the list',
  key: 'The text ends inside a key: a double quote is missing',
  string: 'The text ends inside a string: a double quote is missing',
} as const

/** Says the problem in words, e.g. `Unexpected '}': a value was expected`. */
export function describeJsonProblem(problem: JsonProblem): string {
  switch (problem.kind) {
    case 'token':
      return `'${problem.token}' is not a JSON value: text needs double quotes`
    case 'character':
      return `Unexpected '${problem.character}': ${EXPECTED[problem.expected]}`
    case 'end':
      return UNENDED[problem.inside]
    case 'control-character':
      return `A line break or control character (code ${problem.code}) inside a string must be written as an escape`
    case 'escape':
      return `'\\${problem.character}' is not an escape that JSON knows`
    case 'number':
      return problem.reason === 'leading-zero'
        ? 'A number may not start with a zero followed by digits'
        : 'A digit was expected in this number'
    case 'depth':
      return `The document is nested deeper than ${problem.limit} levels`
  }
}
