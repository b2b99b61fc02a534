import { ExpressionSyntaxError } from '../expr/expression-syntax-error'
import { parseJsonPath } from '../expr/jsonpath-parser'

/** Whether a text is a JSONPath of AWS's dialect, from the input, the context object or a variable. */
export function isJsonPath(text: string): boolean {
  try {
    parseJsonPath(text)
    return true
  } catch (thrown) {
    if (thrown instanceof ExpressionSyntaxError) return false
    throw thrown
  }
}
