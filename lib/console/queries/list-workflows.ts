import 'server-only'
import { ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import { mapLimited } from '@/lib/shared/map-limited'
import { ok, type Result } from '@/lib/shared/result'
import { type ExecutionRow, toExecutionRow } from './execution-row'
import { getWorkflow } from './get-workflow'
import { listStateMachines, type StateMachineName } from './list-state-machines'

/** A workflow in the list with its newest executions, newest first; null where the engine doesn't list them. */
interface WorkflowRow extends StateMachineName {
  latest: ExecutionRow[] | null
  /** What its definition says about it. */
  about: string | null
}

export interface WorkflowPage {
  rows: WorkflowRow[]
  /** Workflows that match the search, and all there are. */
  matching: number
  total: number
  pages: number
}

const PAGE_SIZE = 50
const LATEST = 12
const CALLS_AT_ONCE = 8

/** One page (1-based, 50 workflows) of those whose name holds `search`, any case. A row costs two calls. */
export async function listWorkflows(options: {
  search: string
  page: number
}): Promise<Result<WorkflowPage, ConsoleError>> {
  const all = await listStateMachines()
  if (!all.ok) return all
  const wanted = options.search.trim().toLowerCase()
  const matching = all.value.filter((machine) => machine.name.toLowerCase().includes(wanted))
  const start = (options.page - 1) * PAGE_SIZE
  const rows = await mapLimited(matching.slice(start, start + PAGE_SIZE), CALLS_AT_ONCE, async (machine) => {
    const [listed, workflow] = await Promise.all([
      callEngine(() =>
        sfnClient().send(new ListExecutionsCommand({ stateMachineArn: machine.arn, maxResults: LATEST })),
      ),
      getWorkflow(machine.arn),
    ])
    return {
      ...machine,
      latest: listed.ok ? (listed.value.executions ?? []).map(toExecutionRow) : null,
      about: workflow.ok ? workflow.value.about : null,
    }
  })
  return ok({
    rows,
    matching: matching.length,
    total: all.value.length,
    pages: Math.max(1, Math.ceil(matching.length / PAGE_SIZE)),
  })
}
