import type { FrameId } from '../records'
import type { ExecutionState, FanOut, Frame } from '../state'
import { broken } from './invariant'

/** The frame a record speaks of. Throws when it is gone. */
export function liveFrame(state: ExecutionState, id: FrameId): Frame {
  // The text is made only when it is needed: this runs once a record.
  return state.frames.get(id) ?? broken(`frame ${id} is gone`)
}

/** The children of a frame that a record speaks of. Throws when it has none. */
export function fanOutOf(frame: Frame): FanOut {
  return frame.fan ?? broken(`frame ${frame.id} has no children`)
}
