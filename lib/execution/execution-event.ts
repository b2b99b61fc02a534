import type { HistoryEvent } from '@aws-sdk/client-sfn'

/**
 * An AWS HistoryEvent as it crosses JSON: the same members, `timestamp` in epoch ms, `id` and `previousEventId` always numbers.
 * Events are frozen facts: nothing in this folder changes one.
 */
export type ExecutionEvent = Omit<HistoryEvent, 'id' | 'previousEventId' | 'timestamp' | 'type'> & {
  id: number
  previousEventId: number
  timestamp: number
  type: string
}

/** The event of the SDK in the form the projections take. A missing timestamp becomes 0, a missing previous id 0. */
export function toExecutionEvent(event: HistoryEvent): ExecutionEvent {
  return {
    ...event,
    id: event.id ?? 0,
    previousEventId: event.previousEventId ?? 0,
    timestamp: event.timestamp?.getTime() ?? 0,
    type: event.type ?? 'Unknown',
  }
}

const ENDINGS = new Set(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'])

/** True for the event after which nothing follows unless the execution is redriven. */
export const endsExecution = (event: { type: string }): boolean => ENDINGS.has(event.type)
