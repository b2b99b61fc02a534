import { z } from 'zod'
import { fields } from './fields'
import { operation } from './operation'
import { requireArn } from './require-arn'

export const deleteStateMachine = operation({
  input: z.object({ stateMachineArn: fields.stateMachineArn }),
  async run({ stateMachineArn }, { engine }) {
    requireArn(stateMachineArn, 'stateMachine')
    await engine.deleteStateMachine(stateMachineArn)
    return {}
  },
})
