'use server'

import { DeleteStateMachineCommand } from '@aws-sdk/client-sfn'
import { redirect } from 'next/navigation'
import { authorise } from '@/lib/auth/authorise'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import { routes } from '@/lib/console/routes'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

/** Deletes a state machine and goes back to the list; comes back only with what went wrong. Running executions end first (AWS's rule). */
export async function deleteWorkflow(stateMachineArn: string): Promise<Result<never, ConsoleError>> {
  const allowed = await authorise('workflow:delete')
  if (!allowed.ok) return allowed
  const deleted = await callEngine(() =>
    sfnClient().send(new DeleteStateMachineCommand({ stateMachineArn: String(stateMachineArn) })),
  )
  if (!deleted.ok) return deleted
  redirect(routes.workflows())
}
