import { z } from 'zod'
import { epochSeconds } from './epoch-seconds'
import { paging } from './fields'
import { operation } from './operation'

export const listStateMachines = operation({
  input: z.object(paging()),
  async run(page, { engine }) {
    const { items, nextToken } = await engine.listStateMachines(page)
    return {
      stateMachines: items.map(({ arn, name, type, createdAtMs }) => ({
        stateMachineArn: arn,
        name,
        type,
        creationDate: epochSeconds(createdAtMs),
      })),
      ...(nextToken !== null && { nextToken }),
    }
  },
})
