import type { CompiledCatcher, CompiledHandler } from '../compile/compiled-machine'
import type { Frame } from '../state'
import { assignTemplate, jsonataOutcome, type Outcome } from './data-flow'
import { namesFailure } from './error-match'
import { errorOutput, type Failure } from './failure'
import type { Turn } from './turn'
import type { Work } from './work'

/** The place of the first catcher that names the failure; -1 when none does. */
export function findCatcher(state: CompiledHandler, failed: Failure): number {
  return state.catch.findIndex(({ errorEquals }) => namesFailure(errorEquals, failed))
}

/**
 * What leaves the state through a catcher: the error output at ResultPath in the raw input, or the catcher's own Output.
 * @throws StatesError when the catcher's own fields fail, with the location `Catch[1]/Output/v`
 */
export function* catchOutcome(
  turn: Turn,
  frame: Frame,
  state: CompiledHandler,
  catcher: CompiledCatcher,
  index: number,
  failed: Failure,
): Work<Outcome> {
  const error = errorOutput(failed)
  if (state.language === 'JSONata') {
    const scope = turn.scope(frame, state, frame.input, { errorOutput: error })
    return yield* jsonataOutcome(scope, catcher.output, catcher.assign, error, `Catch[${index}]/`)
  }
  const assigned = yield* assignTemplate(turn, frame, state, catcher.assign, error)
  const { resultPath } = catcher
  if (resultPath === 'whole') return { output: error, assigned }
  return { output: resultPath === null ? frame.input : resultPath.set(frame.input, error), assigned }
}
