import 'server-only'
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import { mapLimited } from '@/lib/shared/map-limited'
import type { Result } from '@/lib/shared/result'
import { toExecutionRow } from './execution-row'

/** An input that was used lately. */
export interface RecentInput {
  execution: string
  status: string
  startedAtMs: number
  input: string
}

const LOOKED_AT = 10
const SHOWN = 5

/** The inputs of a workflow's newest executions, newest first, each different input once, at most five. */
export function listRecentInputs(stateMachineArn: string): Promise<Result<RecentInput[], ConsoleError>> {
  return callEngine(async () => {
    const client = sfnClient()
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: LOOKED_AT }))
    const inputs = await mapLimited(listed.executions ?? [], 5, async (item) => {
      const { name, status, startedAtMs, arn } = toExecutionRow(item)
      const found = await client.send(new DescribeExecutionCommand({ executionArn: arn }))
      return { execution: name, status, startedAtMs, input: found.input ?? '{}' }
    })
    const seen = new Set<string>()
    return inputs.filter(({ input }) => !seen.has(input) && seen.add(input)).slice(0, SHOWN)
  })
}
