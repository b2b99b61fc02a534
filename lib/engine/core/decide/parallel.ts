import type { CompiledParallel } from '../compile/compiled-machine'
import type { Frame } from '../state'
import { payload } from './data-flow'
import { type Step, WAIT } from './step'
import type { Turn } from './turn'
import type { Work } from './work'

/** One attempt of a Parallel: every branch starts with the same input. */
export function* startParallel(turn: Turn, frame: Frame, state: CompiledParallel): Work<Step> {
  const input = yield* payload(turn, frame, state)
  const previousEventId = frame.lastEventId
  turn.emit({
    type: 'ParallelStateStarted',
    id: turn.nextEvent(previousEventId),
    previousEventId,
    atMs: turn.nowMs,
    frame: frame.id,
    firstChild: turn.state.nextFrameId,
    branches: [...state.branches],
    input,
  })
  return state.branches.length === 0 ? { kind: 'result', result: [] } : WAIT
}
