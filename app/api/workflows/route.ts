import { authorise } from '@/lib/auth/authorise'
import { errorResponse } from '@/lib/console/error-response'
import { listStateMachines } from '@/lib/console/queries/list-state-machines'

/** Every workflow by name: what the jump dialog searches. */
export async function GET() {
  const allowed = await authorise('workflow:read')
  if (!allowed.ok) return errorResponse(allowed.error)
  const machines = await listStateMachines()
  return machines.ok ? Response.json(machines.value) : errorResponse(machines.error)
}
