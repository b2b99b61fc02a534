import { z } from 'zod'
import { fields } from './fields'
import { operation } from './operation'

export const listTagsForResource = operation({
  input: z.object({ resourceArn: fields.resourceArn }),
  async run({ resourceArn }, { engine }) {
    return { tags: await engine.listTags(resourceArn) }
  },
})
