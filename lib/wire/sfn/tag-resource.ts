import { z } from 'zod'
import { fields } from './fields'
import { operation } from './operation'

export const tagResource = operation({
  input: z.object({ resourceArn: fields.resourceArn, tags: z.array(fields.tag) }),
  async run({ resourceArn, tags }, { engine }) {
    await engine.tagResource(resourceArn, tags)
    return {}
  },
})
