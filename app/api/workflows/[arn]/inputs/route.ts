import { authorise } from '@/lib/auth/authorise'
import { errorResponse } from '@/lib/console/error-response'
import { listRecentInputs } from '@/lib/console/queries/list-recent-inputs'

interface Context {
  params: Promise<{ arn: string }>
}

/** Inputs of a workflow's newest executions, for the start dialog. */
export async function GET(_request: Request, { params }: Context) {
  const allowed = await authorise('execution:read')
  if (!allowed.ok) return errorResponse(allowed.error)
  const inputs = await listRecentInputs(decodeURIComponent((await params).arn))
  return inputs.ok ? Response.json(inputs.value) : errorResponse(inputs.error)
}
