'use server'

import { CreateStateMachineCommand } from '@aws-sdk/client-sfn'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { authorise } from '@/lib/auth/authorise'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import { routes } from '@/lib/console/routes'
import { type ConsoleError, consoleError } from '@/lib/shared/console-error'
import { nameProblem } from '@/lib/shared/execution-name'
import { err, type Result } from '@/lib/shared/result'

const FORM = z.object({ name: z.string(), type: z.enum(['STANDARD', 'EXPRESS']), definition: z.string() })

export type CreateWorkflowForm = z.infer<typeof FORM>

// The local engine takes any role; on AWS a connection will bring its own.
const LOCAL_ROLE = 'arn:aws:iam::123456789012:role/passo-local'

/** Makes a state machine from a definition and goes to its page; comes back only with what went wrong. */
export async function createWorkflow(form: CreateWorkflowForm): Promise<Result<never, ConsoleError>> {
  const allowed = await authorise('workflow:create')
  if (!allowed.ok) return allowed
  const parsed = FORM.safeParse(form)
  if (!parsed.success) return err(consoleError('invalid-input', z.prettifyError(parsed.error)))
  if (nameProblem(parsed.data.name)) return err(consoleError('invalid-name', parsed.data.name))
  const created = await callEngine(() =>
    sfnClient().send(new CreateStateMachineCommand({ ...parsed.data, roleArn: LOCAL_ROLE })),
  )
  if (!created.ok) return created
  redirect(routes.workflow(created.value.stateMachineArn ?? ''))
}
