/**
 * An ASL failure: the error name and cause a Catch can see. Expression code throws it, and the engine's core turns it into a
 * value at the state's boundary, so it never leaves a decision.
 * `location` is the field at fault as AWS writes it in EvaluationFailed (`Output/a/b[0]`, `Choices[1]/Condition`); null where AWS gives none.
 */
export class StatesError extends Error {
  constructor(
    readonly error: string,
    override readonly cause: string,
    readonly location: string | null = null,
  ) {
    super(`${error}: ${cause}`)
    this.name = 'StatesError'
  }
}
