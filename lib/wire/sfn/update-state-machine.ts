import { z } from 'zod'
import { checkedLogging } from './checked-logging'
import { epochSeconds } from './epoch-seconds'
import { fields } from './fields'
import { operation } from './operation'
import { refusePublishing } from './refuse-publishing'
import { requireArn } from './require-arn'

export const updateStateMachine = operation({
  input: z.object({
    stateMachineArn: fields.stateMachineArn,
    definition: fields.definition.optional(),
    roleArn: fields.roleArn.optional(),
    loggingConfiguration: fields.configuration.optional(),
    tracingConfiguration: fields.configuration.optional(),
    encryptionConfiguration: fields.configuration.optional(),
    publish: z.boolean().optional(),
    versionDescription: z.string().max(256).optional(),
  }),
  async run({ stateMachineArn, publish, versionDescription, ...change }, { engine }) {
    requireArn(stateMachineArn, 'stateMachine')
    refusePublishing({ publish, versionDescription })
    const loggingConfiguration = checkedLogging(change.loggingConfiguration)
    const machine = await engine.updateStateMachine(stateMachineArn, { ...change, loggingConfiguration })
    return {
      updateDate: epochSeconds(machine.updatedAtMs),
      ...(machine.revisionId !== null && { revisionId: machine.revisionId }),
    }
  },
})
