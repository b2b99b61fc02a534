import type { ExecutionStatus } from './execution-summary'

/** DescribeExecution as the page shows it; payloads are JSON text. */
export interface ExecutionDescription {
  arn: string
  name: string
  stateMachineArn: string
  /** The workflow's name, read from its ARN. */
  workflow: string
  /** Express executions can't be stopped. */
  express: boolean
  status: ExecutionStatus
  startedAtMs: number
  stoppedAtMs: number | null
  input: string | null
  output: string | null
  error: string | null
  cause: string | null
}
