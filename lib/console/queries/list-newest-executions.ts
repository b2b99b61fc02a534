import 'server-only'
import { type ExecutionStatus, ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import { mapLimited } from '@/lib/shared/map-limited'
import { ok, type Result } from '@/lib/shared/result'
import { type ExecutionRow, toExecutionRow } from './execution-row'
import { listStateMachines } from './list-state-machines'

/** How many executions the list over all workflows shows. */
const NEWEST_EXECUTIONS = 100

const CALLS_AT_ONCE = 8

export interface NewestExecutions {
  rows: ExecutionRow[]
  /** True when there are older ones than these. */
  more: boolean
  /** How many workflows there are to start. */
  workflows: number
}

/**
 * The newest 100 executions over all workflows, newest first. AWS lists executions by state machine only, so this is one call a
 * workflow; a workflow whose executions can't be listed adds none.
 */
export async function listNewestExecutions(options: {
  status: ExecutionStatus | null
}): Promise<Result<NewestExecutions, ConsoleError>> {
  const machines = await listStateMachines()
  if (!machines.ok) return machines
  const lists = await mapLimited(machines.value, CALLS_AT_ONCE, (machine) =>
    callEngine(() =>
      sfnClient().send(
        new ListExecutionsCommand({
          stateMachineArn: machine.arn,
          statusFilter: options.status ?? undefined,
          maxResults: NEWEST_EXECUTIONS,
        }),
      ),
    ),
  )
  const failed = lists.find((list) => !list.ok && list.error.kind === 'engine-away')
  if (failed && !failed.ok) return failed
  const found = lists.flatMap((list) => (list.ok ? (list.value.executions ?? []) : []))
  const rows = found.map(toExecutionRow).sort((a, b) => b.startedAtMs - a.startedAtMs)
  return ok({
    rows: rows.slice(0, NEWEST_EXECUTIONS),
    more: rows.length > NEWEST_EXECUTIONS || lists.some((list) => list.ok && list.value.nextToken !== undefined),
    workflows: machines.value.length,
  })
}
