'use server'

import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { authorise } from '@/lib/auth/authorise'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import { routes } from '@/lib/console/routes'
import { type ConsoleError, consoleError } from '@/lib/shared/console-error'
import { nameProblem } from '@/lib/shared/execution-name'
import { MAX_INPUT_BYTES, utf8Bytes } from '@/lib/shared/input-size'
import { err, type Result } from '@/lib/shared/result'

const FORM = z.object({ stateMachineArn: z.string().min(1).max(256), name: z.string(), input: z.string() })

export type StartExecutionForm = z.infer<typeof FORM>

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * Starts an execution and goes to its page; comes back only with what went wrong. The name, made once in the dialog, is the idempotency
 * key: sent twice with the same input, it starts one execution (Standard; AWS gives Express no such promise).
 */
export async function startExecution(form: StartExecutionForm): Promise<Result<never, ConsoleError>> {
  const allowed = await authorise('execution:start')
  if (!allowed.ok) return allowed
  const parsed = FORM.safeParse(form)
  if (!parsed.success) return err(consoleError('invalid-input', z.prettifyError(parsed.error)))
  const { stateMachineArn, name, input } = parsed.data
  if (nameProblem(name)) return err(consoleError('invalid-name', name))
  if (utf8Bytes(input) > MAX_INPUT_BYTES) return err(consoleError('too-large'))
  if (!isJson(input)) return err(consoleError('invalid-input'))
  const started = await callEngine(() => sfnClient().send(new StartExecutionCommand({ stateMachineArn, name, input })))
  if (!started.ok) return started
  redirect(routes.execution(started.value.executionArn ?? ''))
}
