import 'server-only'
import type { ExecutionListItem } from '@aws-sdk/client-sfn'
import { executionMark } from '@/lib/execution/execution-mark'
import type { StepStatus } from '@/lib/execution/step-view'
import { parseArn } from '@/lib/shared/arn'

/** One execution in a list. Times are epoch ms. */
export interface ExecutionRow {
  arn: string
  name: string
  stateMachineArn: string
  workflow: string
  status: StepStatus
  startedAtMs: number
  /** Null while it goes on. */
  endedAtMs: number | null
}

/** The part of a state machine's ARN that people call it by. */
export const workflowName = (stateMachineArn: string): string =>
  parseArn(stateMachineArn)?.resource.split(':')[1] ?? stateMachineArn

/** AWS's list item as a row. */
export function toExecutionRow(item: ExecutionListItem): ExecutionRow {
  const stateMachineArn = item.stateMachineArn ?? ''
  return {
    arn: item.executionArn ?? '',
    name: item.name ?? '',
    stateMachineArn,
    workflow: workflowName(stateMachineArn),
    status: executionMark(item.status),
    startedAtMs: item.startDate?.getTime() ?? 0,
    endedAtMs: item.stopDate?.getTime() ?? null,
  }
}
