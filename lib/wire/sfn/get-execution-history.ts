import { z } from 'zod'
import { epochSeconds } from './epoch-seconds'
import { fields, paging } from './fields'
import { operation } from './operation'
import { requireExecutionArn } from './require-execution-arn'

export const getExecutionHistory = operation({
  input: z.object({
    executionArn: fields.executionArn,
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
    ...paging(),
  }),
  async run(request, { engine, express }) {
    requireExecutionArn(request.executionArn, express)
    const { items, nextToken } = await engine.getExecutionHistory(request)
    return {
      events: items.map(({ timestamp, ...event }) => ({
        timestamp: epochSeconds(timestamp?.getTime() ?? 0),
        ...event,
      })),
      ...(nextToken !== null && { nextToken }),
    }
  },
})
