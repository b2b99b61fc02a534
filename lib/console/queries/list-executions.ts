import 'server-only'
import { type ExecutionStatus, ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'
import { type ExecutionRow, toExecutionRow } from './execution-row'

export interface ExecutionPage {
  rows: ExecutionRow[]
  /** Asks for the next, older page; null at the end. The engine gives it out, and it ages. */
  older: string | null
}

/** Executions of one workflow, newest first, `limit` a page (default 50). */
export function listExecutions(options: {
  stateMachineArn: string
  status: ExecutionStatus | null
  after: string | null
  limit?: number
}): Promise<Result<ExecutionPage, ConsoleError>> {
  return callEngine(async () => {
    const listed = await sfnClient().send(
      new ListExecutionsCommand({
        stateMachineArn: options.stateMachineArn,
        statusFilter: options.status ?? undefined,
        nextToken: options.after ?? undefined,
        maxResults: options.limit ?? 50,
      }),
    )
    return { rows: (listed.executions ?? []).map(toExecutionRow), older: listed.nextToken ?? null }
  })
}
