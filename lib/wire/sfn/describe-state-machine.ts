import { z } from 'zod'
import { epochSeconds } from './epoch-seconds'
import { fields } from './fields'
import { machineDetails } from './machine-details'
import { operation } from './operation'
import { requireArn } from './require-arn'

export const describeStateMachine = operation({
  input: z.object({ stateMachineArn: fields.stateMachineArn, includedData: fields.includedData.optional() }),
  async run({ stateMachineArn }, { engine }) {
    requireArn(stateMachineArn, 'stateMachine')
    const machine = await engine.describeStateMachine(stateMachineArn)
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      status: machine.status,
      definition: machine.definition,
      roleArn: machine.roleArn,
      type: machine.type,
      creationDate: epochSeconds(machine.createdAtMs),
      ...machineDetails(machine),
    }
  },
})
