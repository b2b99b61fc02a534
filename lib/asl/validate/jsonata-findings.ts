import { ExpressionSyntaxError } from '../expr/expression-syntax-error'
import { type CompiledJsonata, compileJsonata } from '../expr/jsonata'
import type { ErrorCode } from './diagnostic-code'

export interface JsonataFinding {
  code: Extract<ErrorCode, 'INVALID_JSONATA_EXPRESSION' | 'UNSUPPORTED_JSONATA_EXPRESSION'>
  message: string
}

/**
 * Why AWS refuses an expression when the definition is created (measured): it doesn't parse, it reads a context that doesn't
 * exist (a bare name, `$`, `$$`), each such name once, or it reads `$states.errorOutput` where there is none.
 */
export function jsonataFindings(source: string, errorOutput: boolean): JsonataFinding[] {
  let compiled: CompiledJsonata
  try {
    compiled = compileJsonata(source)
  } catch (thrown) {
    if (!(thrown instanceof ExpressionSyntaxError)) throw thrown
    return [{ code: 'INVALID_JSONATA_EXPRESSION', message: thrown.message }]
  }
  const { topLevelNames, statesMembers } = compiled.analysis
  const messages = [...new Set(topLevelNames)].map((name) =>
    name === '$$' ? "Reference to '$$' is not supported." : `Reference to '${name}' at the top level is not supported.`,
  )
  if (!errorOutput && statesMembers?.has('errorOutput')) messages.push("Field '$states.errorOutput' does not exist.")
  return messages.map((message) => ({ code: 'UNSUPPORTED_JSONATA_EXPRESSION', message }))
}
