import 'server-only'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'

/** A history event as text, written once and sent to every viewer. */
export interface LiveEvent {
  id: number
  json: string
}

/** What a viewer of an execution is told, in order. */
export type LiveMessage =
  | { kind: 'events'; events: readonly LiveEvent[] }
  /** The engine does not answer; it is asked again by itself. */
  | { kind: 'engine-away'; retryInMs: number }
  /** The engine answers again. */
  | { kind: 'engine-back' }
  /** There is no such execution, or no history of it to read. */
  | { kind: 'gone' }
  /** The execution has ended and all its events were sent; `outcome` where they do not tell how. */
  | { kind: 'done'; outcome: ExecutionOutcome | null }
