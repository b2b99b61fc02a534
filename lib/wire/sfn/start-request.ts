import { z } from 'zod'
import { fields } from './fields'

/** The request of StartExecution and StartSyncExecution. */
export const startRequest = z.object({
  stateMachineArn: fields.stateMachineArn,
  name: fields.name.optional(),
  input: fields.input.optional(),
  traceHeader: fields.traceHeader.optional(),
})
