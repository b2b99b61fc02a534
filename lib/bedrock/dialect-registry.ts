import type { Dialect } from './dialect'
import { amazonNova } from './dialects/amazon-nova'
import { anthropicMessages } from './dialects/anthropic-messages'
import { metaLlama } from './dialects/meta-llama'
import { parseModelId } from './model-id'

const dialects: readonly Dialect[] = [anthropicMessages, amazonNova, metaLlama]

/** The InvokeModel bodies of a model by its id, inference profile id or ARN; null where the id doesn't tell or the family isn't known. */
export function dialectOf(modelId: string): Dialect | null {
  const foundationModelId = parseModelId(modelId)?.foundationModelId
  if (!foundationModelId) return null
  return dialects.find((dialect) => dialect.recognises(foundationModelId)) ?? null
}
