import { authorise } from '@/lib/auth/authorise'
import { errorResponse } from '@/lib/console/error-response'
import { listStartInputs } from '@/lib/console/queries/list-start-inputs'

interface Context {
  params: Promise<{ arn: string }>
}

/** What the start dialog offers as input: the definition's example and the newest executions' inputs. */
export async function GET(_request: Request, { params }: Context) {
  const allowed = await authorise('execution:read')
  if (!allowed.ok) return errorResponse(allowed.error)
  const inputs = await listStartInputs(decodeURIComponent((await params).arn))
  return inputs.ok ? Response.json(inputs.value) : errorResponse(inputs.error)
}
