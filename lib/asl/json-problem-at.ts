import type { JsonProblem } from './json-syntax-error'

/** How the JSON scanners give up: thrown by them and caught in `parseJson`, never seen outside. */
export class JsonProblemAt extends Error {
  constructor(
    readonly problem: JsonProblem,
    readonly offset: number,
  ) {
    super(problem.kind)
  }
}
