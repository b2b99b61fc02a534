import 'server-only'
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { exampleInput } from '@/lib/asl/example-input'
import { parseDefinition } from '@/lib/asl/parse-definition'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import { indentJson } from '@/lib/shared/indent-json'
import { mapLimited } from '@/lib/shared/map-limited'
import { ok, type Result } from '@/lib/shared/result'
import { type ExecutionRow, toExecutionRow } from './execution-row'
import { getWorkflow } from './get-workflow'

/** What one can start a workflow with. */
export interface StartInputs {
  /** The definition's own example as JSON text; null when it has none. */
  example: string | null
  /** Inputs of the newest executions, newest first, each different one once and none like the example, at most five. */
  recent: { execution: string; status: ExecutionRow['status']; startedAtMs: number; input: string }[]
}

const LOOKED_AT = 10
const SHOWN = 5

/** The inputs that the start dialog offers; an engine that doesn't list executions gives the example alone. */
export async function listStartInputs(stateMachineArn: string): Promise<Result<StartInputs, ConsoleError>> {
  const workflow = await getWorkflow(stateMachineArn)
  if (!workflow.ok) return workflow
  const parsed = parseDefinition(workflow.value.definition)
  const example = parsed.ok ? exampleInput(parsed.value.definition.Comment) : null
  const client = sfnClient()
  const described = await callEngine(async () => {
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: LOOKED_AT }))
    return mapLimited(listed.executions ?? [], SHOWN, async (item) => {
      const { name, status, startedAtMs, arn } = toExecutionRow(item)
      const found = await client.send(new DescribeExecutionCommand({ executionArn: arn }))
      return { execution: name, status, startedAtMs, input: found.input ?? '{}' }
    })
  })
  const seen = new Set(example === null ? [] : [JSON.stringify(example)])
  const isNew = (input: string) => {
    const compact = indentJson(input, 0)
    return !seen.has(compact) && seen.add(compact) !== undefined
  }
  const inputs = described.ok ? described.value.filter(({ input }) => isNew(input)) : []
  return ok({ example: example === null ? null : JSON.stringify(example, null, 2), recent: inputs.slice(0, SHOWN) })
}
