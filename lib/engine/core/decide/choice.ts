import type { CompiledChoice } from '../compile/compiled-machine'
import type { Frame } from '../state'
import { assignTemplate, effectiveInput, evaluate, jsonataOutcome, leave, passingOutcome } from './data-flow'
import { runtimeError } from './failure'
import type { Step } from './step'
import type { Turn } from './turn'
import type { Work } from './work'

/**
 * A Choice state: the first rule that holds, later ones unread; its own Output and Assign in place of the state's.
 * @throws StatesError States.Runtime when no rule holds and there is no Default (measured on AWS, not States.NoChoiceMatched)
 */
export function* startChoice(turn: Turn, frame: Frame, state: CompiledChoice): Work<Step> {
  const input = effectiveInput(turn, frame, state)
  const scope = turn.scope(frame, state, input)
  for (const rule of state.rules) {
    if (!(yield* evaluate(rule.condition, scope, rule.location))) continue
    if (state.language === 'JSONata') {
      const outcome = yield* jsonataOutcome(scope, rule.output, rule.assign, frame.input, `${rule.location}/`)
      return { kind: 'exit', outcome, next: rule.next }
    }
    const assigned = yield* assignTemplate(turn, frame, state, rule.assign, input)
    return { kind: 'exit', outcome: { output: leave(turn, frame, state, input), assigned }, next: rule.next }
  }
  if (state.default === null) {
    throw runtimeError('Failed to transition out of the state. The state does not point to a next state.')
  }
  return { kind: 'exit', outcome: yield* passingOutcome(turn, frame, state), next: state.default }
}
