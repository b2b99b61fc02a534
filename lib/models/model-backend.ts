import type { AnswerView } from '@/lib/bedrock/answer-view'
import type { PromptView } from '@/lib/bedrock/prompt-view'

/** One question to a model, whichever operation and body carried it. */
export interface ModelRequest {
  /** As the caller wrote it: id, inference profile or ARN. */
  modelId: string
  prompt: PromptView
}

/** What came of it: an answer, or an error of the Bedrock runtime by its AWS name, e.g. `ThrottlingException`. */
export type ModelReply = { ok: true; answer: AnswerView } | { ok: false; code: string; message: string }

/** Who answers in place of Amazon Bedrock: simulated, recorded, or a model server on this machine. */
export interface ModelBackend {
  /** Goes to every answer, so that nobody takes it for Bedrock's: `simulated`. */
  readonly name: string
  /** Rejects only when `signal` aborts or through a defect of ours. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>
}

/** Waits `ms` milliseconds; rejects with the signal's reason when it aborts. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>
