/** An expression that can't be compiled: a JSONPath, an intrinsic call or JSONata. The message is for people, without a code. */
export class ExpressionSyntaxError extends Error {
  constructor(
    message: string,
    /** The character (0-based) of the expression's text that is at fault. */
    readonly position: number,
  ) {
    super(message)
    this.name = 'ExpressionSyntaxError'
  }
}
