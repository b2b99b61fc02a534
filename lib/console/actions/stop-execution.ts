'use server'

import { StopExecutionCommand } from '@aws-sdk/client-sfn'
import { z } from 'zod'
import { authorise } from '@/lib/auth/authorise'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import { type ConsoleError, consoleError } from '@/lib/shared/console-error'
import { err, type Result } from '@/lib/shared/result'

const request = z.object({
  executionArn: z.string().min(1).max(256),
  /** Kept in the history as the cause; limits of StopExecution. */
  reason: z.string().trim().max(32_768),
})

/** Stops a Standard execution; the reason, when there is one, becomes the cause. Stopping one that has ended changes nothing. */
export async function stopExecution(
  input: z.input<typeof request>,
): Promise<Result<{ stoppedAtMs: number }, ConsoleError>> {
  const allowed = await authorise('execution:stop')
  if (!allowed.ok) return allowed
  const parsed = request.safeParse(input)
  if (!parsed.success) return err(consoleError('invalid-input', parsed.error.issues[0]?.message ?? null))
  const { executionArn, reason } = parsed.data
  return callEngine(async () => {
    const stopped = await sfnClient().send(new StopExecutionCommand({ executionArn, cause: reason || undefined }))
    return { stoppedAtMs: stopped.stopDate?.getTime() ?? 0 }
  })
}
