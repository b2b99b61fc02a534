import type { JsonObject } from '@/lib/shared/json'
import type { Result } from '@/lib/shared/result'
import type { AnswerView } from './answer-view'
import type { PromptView } from './prompt-view'

/** The InvokeModel bodies of one family of models, both ways. A new family is one file and one line in `dialect-registry.ts`. */
export interface Dialect {
  /** kebab-case, e.g. `amazon-nova`. */
  id: string
  /** True for a foundation model id (no profile prefix, no ARN) whose bodies are these. */
  recognises(foundationModelId: string): boolean
  /** The request body as a prompt, or what is wrong with it, in the words of Bedrock's `Malformed input request: ...`. */
  readRequest(body: JsonObject): Result<PromptView, string>
  /** The response body as an answer; null for a shape that isn't this dialect's. */
  readResponse(body: JsonObject): AnswerView | null
  /** The response body a model of this family would give. `answerId` is unique to the call. */
  writeResponse(answer: AnswerView, context: { foundationModelId: string; answerId: string }): JsonObject
}
