import type { StepStatus } from './step-view'

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
