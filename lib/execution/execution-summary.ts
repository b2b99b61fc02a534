/** Status words of DescribeExecution. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE'

/** The figures over an execution. */
export interface ExecutionSummary {
  status: ExecutionStatus
  startedAtMs: number
  /** Null while it runs. */
  endedAtMs: number | null
  transitions: number
  /** Null when no model was called. */
  tokens: number | null
  /** Events read so far. */
  events: number
}

const END_STATUS: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
}

/** The status an event brings the execution to, or `null` when it leaves it alone. */
export function statusAfter(eventType: string): ExecutionStatus | null {
  if (eventType === 'ExecutionStarted' || eventType === 'ExecutionRedriven') return 'RUNNING'
  return END_STATUS[eventType] ?? null
}
