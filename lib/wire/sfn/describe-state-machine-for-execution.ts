import { z } from 'zod'
import { epochSeconds } from './epoch-seconds'
import { fields } from './fields'
import { machineDetails } from './machine-details'
import { operation } from './operation'
import { requireExecutionArn } from './require-execution-arn'

export const describeStateMachineForExecution = operation({
  input: z.object({ executionArn: fields.executionArn, includedData: fields.includedData.optional() }),
  async run({ executionArn }, { engine, express }) {
    requireExecutionArn(executionArn, express)
    const machine = await engine.describeStateMachineForExecution(executionArn)
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      definition: machine.definition,
      roleArn: machine.roleArn,
      updateDate: epochSeconds(machine.updatedAtMs),
      ...machineDetails(machine),
    }
  },
})
