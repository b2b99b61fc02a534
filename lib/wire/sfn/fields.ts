import { z } from 'zod'

// Sizes are those of the API reference.
const text = (max: number) => z.string().min(1).max(max)

/** Fields that several operations share. */
export const fields = {
  stateMachineArn: text(256),
  executionArn: text(256),
  resourceArn: text(256),
  roleArn: text(256),
  name: text(80),
  definition: text(1_048_576),
  input: z.string().max(262_144),
  traceHeader: z.string().max(256),
  error: z.string().max(256),
  cause: z.string().max(32_768),
  type: z.enum(['STANDARD', 'EXPRESS']),
  maxResults: z.number().int().min(0).max(1000),
  nextToken: (max: number) => text(max),
  configuration: z.record(z.string(), z.json()),
  tag: z.object({ key: text(128), value: z.string().max(256) }),
}

/** Paging of a list operation. */
export const paging = (maxTokenLength = 1024) => ({
  maxResults: fields.maxResults.optional(),
  nextToken: fields.nextToken(maxTokenLength).optional(),
})
