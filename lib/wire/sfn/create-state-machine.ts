import { z } from 'zod'
import { checkedLogging } from './checked-logging'
import { epochSeconds } from './epoch-seconds'
import { fields } from './fields'
import { operation } from './operation'
import { refusePublishing } from './refuse-publishing'

export const createStateMachine = operation({
  input: z.object({
    name: fields.name,
    definition: fields.definition,
    roleArn: fields.roleArn,
    type: fields.type.default('STANDARD'),
    loggingConfiguration: fields.configuration.optional(),
    tracingConfiguration: fields.configuration.optional(),
    encryptionConfiguration: fields.configuration.optional(),
    tags: z.array(fields.tag).optional(),
    publish: z.boolean().optional(),
    versionDescription: z.string().max(256).optional(),
  }),
  async run({ publish, versionDescription, ...request }, { engine }) {
    refusePublishing({ publish, versionDescription })
    const loggingConfiguration = checkedLogging(request.loggingConfiguration)
    const machine = await engine.createStateMachine({ ...request, loggingConfiguration })
    return { stateMachineArn: machine.arn, creationDate: epochSeconds(machine.createdAtMs) }
  },
})
