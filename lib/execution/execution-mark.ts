import type { StepStatus } from './step-view'

/** The statuses of a whole execution that lists can be filtered by (AWS's ExecutionStatus, without redrive's). */
export const EXECUTION_STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const
export type ListedExecutionStatus = (typeof EXECUTION_STATUSES)[number]

const MARKS: Record<string, StepStatus> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
  PENDING_REDRIVE: 'aborted',
}

/** The status of a whole execution (AWS's ExecutionStatus) as the mark and word that steps use. Unknown ones read as not reached. */
export const executionMark = (status: string | undefined): StepStatus => MARKS[status ?? ''] ?? 'not-reached'
