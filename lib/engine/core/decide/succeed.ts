import type { CompiledSucceed } from '../compile/compiled-machine'
import type { Frame } from '../state'
import { passingOutcome } from './data-flow'
import type { Step } from './step'
import type { Turn } from './turn'
import type { Work } from './work'

/** A Succeed state ends its scope. */
export function* startSucceed(turn: Turn, frame: Frame, state: CompiledSucceed): Work<Step> {
  return { kind: 'exit', outcome: yield* passingOutcome(turn, frame, state), next: null }
}
