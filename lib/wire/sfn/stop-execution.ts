import { z } from 'zod'
import { epochSeconds } from './epoch-seconds'
import { fields } from './fields'
import { operation } from './operation'
import { requireExecutionArn } from './require-execution-arn'

export const stopExecution = operation({
  input: z.object({
    executionArn: fields.executionArn,
    error: fields.error.optional(),
    cause: fields.cause.optional(),
  }),
  async run({ executionArn, ...reason }, { engine, express }) {
    requireExecutionArn(executionArn, express)
    const { stoppedAtMs } = await engine.stopExecution(executionArn, reason)
    return { stopDate: epochSeconds(stoppedAtMs) }
  },
})
