import type { AnswerView } from '@/lib/bedrock/answer-view'
import type { ModelId } from '@/lib/bedrock/model-id'
import type { PromptView } from '@/lib/bedrock/prompt-view'
import type { JsonObject } from '@/lib/shared/json'
import type { Result } from '@/lib/shared/result'

/** One operation of the Bedrock runtime: how its request becomes a prompt, and an answer its response. */
export interface BedrockOperation {
  read(body: JsonObject, model: ModelId): Result<PromptView, { code: string; message: string }>
  /** `answerId` is unique to the call. */
  write(answer: AnswerView, model: ModelId, answerId: string): JsonObject
}
