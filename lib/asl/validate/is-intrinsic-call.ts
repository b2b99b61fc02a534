import { ExpressionSyntaxError } from '../expr/expression-syntax-error'
import { parseIntrinsic } from '../expr/intrinsics/parse-intrinsic'

/** Whether a text is a call of an intrinsic function, well-formed down to its nested calls. */
export function isIntrinsicCall(text: string): boolean {
  try {
    parseIntrinsic(text)
    return true
  } catch (thrown) {
    if (thrown instanceof ExpressionSyntaxError) return false
    throw thrown
  }
}
