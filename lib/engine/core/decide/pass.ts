import type { CompiledPass } from '../compile/compiled-machine'
import type { Frame } from '../state'
import { passingOutcome, payload, resultOutcome } from './data-flow'
import type { Step } from './step'
import type { Turn } from './turn'
import type { Work } from './work'

/** A Pass state: its Result, else Parameters or the input; JSONata has only Output and Assign. */
export function* startPass(turn: Turn, frame: Frame, state: CompiledPass): Work<Step> {
  if (state.language === 'JSONata') {
    return { kind: 'exit', outcome: yield* passingOutcome(turn, frame, state), next: state.next }
  }
  const result = state.result === undefined ? yield* payload(turn, frame, state) : state.result
  return { kind: 'exit', outcome: yield* resultOutcome(turn, frame, state, result), next: state.next }
}
