import type { ScopePath, StatePath } from '@/lib/asl/state-path'
import type { State, StateType } from '@/lib/asl/types'
import type { StepStatus } from './step-view'

/** How an attempt stands. */
export type AttemptStatus = 'running' | 'succeeded' | 'failed' | 'timed-out' | 'aborted'

/** One try inside a visit: a scheduled task, or one round of a Parallel or Map. */
export interface Attempt {
  /** 1-based. */
  number: number
  startedAtMs: number
  endedAtMs: number | null
  status: AttemptStatus
  /** The event that began it; for a failure before anything was scheduled, the failing event. */
  startEventId: number
  /** The event that ended it, where error, cause or result stand; null while it runs. */
  endEventId: number | null
  error: string | null
}

/** One run through a scope: the execution itself, a branch of one Parallel attempt, an item of a Map. */
export interface Frame {
  scope: ScopePath
  /** The visit of the Parallel or Map this frame belongs to; null for the execution. */
  owner: Visit | null
  /** Branch or item number, 0-based; null for the execution. */
  index: number | null
  /** The outermost Map visit around this frame, whose items are not numbered; null outside Maps. */
  map: Visit | null
  depth: number
  /** Visits under this frame that wait for a retry. */
  retrying: number
  /** Visits directly in this frame, in order of entry. */
  visits: Visit[]
}

/** One entry of a state. Kept by the tracker and changed as events come; views read it and never write. */
export interface Visit {
  /** Id of the StateEntered event: unique in the execution. */
  id: number
  path: StatePath
  name: string
  type: StateType
  /** The state of the definition; null where the history names one the definition lacks. */
  state: State | null
  frame: Frame
  status: StepStatus
  /** 1-based order in the execution; null inside a Map. */
  number: number | null
  /** This is the nth visit of its state, 1-based. */
  ordinal: number
  enteredAtMs: number
  endedAtMs: number | null
  exitEventId: number | null
  attempts: Attempt[]
  /** The event that tells why it failed or was caught; null when it did not. */
  failureEventId: number | null
  retry: { attempt: number; maxAttempts: number; dueAtMs: number | null } | null
  /** Retries given so far by each of the state's retriers. */
  retriesUsed: number[]
  /** Input and output tokens of its model calls, inner steps included; null where there were none. */
  tokens: number | null
  /** Visits inside it that have not ended. */
  open: Set<Visit>
  /** Items of a Map; null for other states. */
  items: MapItems | null
  /** Branches of a Parallel's running attempt that have begun, by branch index. */
  branches: Set<number>
  /** Grows with each change, so that views of a visit can be kept. */
  version: number
}

/** A Map visit's items: counts always, times and status per item. */
export interface MapItems {
  total: number
  succeeded: number
  failed: number
  aborted: number
  running: number
  byIndex: Map<number, MapItem>
}

export interface MapItem {
  index: number
  frame: Frame
  status: StepStatus
  startedAtMs: number
  endedAtMs: number | null
}

/** Where an event belongs: a frame, and the visit it is about, or the last one of that chain. */
export interface EventContext {
  frame: Frame
  visit: Visit | null
}
