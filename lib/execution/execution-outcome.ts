import type { ExecutionStatus } from './execution-summary'

/** How DescribeExecution says an execution ended: for a history that has no end of its own, since its engine gave it up. */
export interface ExecutionOutcome {
  status: Exclude<ExecutionStatus, 'RUNNING' | 'PENDING_REDRIVE'>
  stoppedAtMs: number
  error: string | null
  cause: string | null
}

/** The outcome in a description, or `null` while the execution runs or waits for a redrive. */
export function outcomeOf(described: {
  status: ExecutionStatus
  stoppedAtMs: number | null
  error: string | null
  cause: string | null
}): ExecutionOutcome | null {
  const { status, stoppedAtMs, error, cause } = described
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE' || stoppedAtMs === null) return null
  return { status, stoppedAtMs, error, cause }
}
