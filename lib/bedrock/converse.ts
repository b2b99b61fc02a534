import type { JsonObject } from '@/lib/shared/json'
import { err, ok, type Result } from '@/lib/shared/result'
import { type AnswerView, backendMark } from './answer-view'
import { numberAt, objectAt, textAt, textsAt } from './body-reader'
import { readConverseMessages, readConverseSystem, readConverseTurn } from './converse-messages'
import type { PromptView } from './prompt-view'

/** Reads a Converse request (camelCase, as the API has it) as a prompt, or says what is wrong with its shape. */
export function readConverseRequest(request: JsonObject): Result<PromptView, string> {
  if (request.messages !== undefined && !Array.isArray(request.messages)) {
    return err('#/messages: expected type: JSONArray')
  }
  const turns = readConverseMessages(request.messages ?? [])
  if (!turns.ok) return turns
  const config = objectAt(request, 'inferenceConfig') ?? {}
  const additional = objectAt(request, 'additionalModelRequestFields') ?? {}
  return ok({
    system: readConverseSystem(request.system),
    turns: turns.value,
    parameters: {
      maxTokens: numberAt(config, 'maxTokens'),
      temperature: numberAt(config, 'temperature'),
      topP: numberAt(config, 'topP'),
      topK: numberAt(additional, 'top_k') ?? numberAt(objectAt(additional, 'inferenceConfig') ?? {}, 'topK'),
      stopSequences: textsAt(config, 'stopSequences'),
    },
  })
}

/** Reads a Converse response (camelCase) as an answer; null for another shape. */
export function readConverseResponse(response: JsonObject): AnswerView | null {
  const message = objectAt(objectAt(response, 'output') ?? {}, 'message')
  if (!message) return null
  const usage = objectAt(response, 'usage') ?? {}
  const turn = readConverseTurn(message)
  return {
    text: turn.text,
    stopReason: textAt(response, 'stopReason'),
    stopSequence: null,
    inputTokens: numberAt(usage, 'inputTokens'),
    outputTokens: numberAt(usage, 'outputTokens'),
    latencyMs: numberAt(objectAt(response, 'metrics') ?? {}, 'latencyMs'),
    toolUses: turn.attachments.filter(({ kind }) => kind === 'tool-use').map(({ name }) => name ?? ''),
    backend: textAt(objectAt(response, 'additionalModelResponseFields') ?? {}, backendMark),
  }
}

/** Writes an answer as a Converse response (camelCase). */
export function writeConverseResponse(answer: AnswerView): JsonObject {
  const inputTokens = answer.inputTokens ?? 0
  const outputTokens = answer.outputTokens ?? 0
  return {
    output: { message: { role: 'assistant', content: [{ text: answer.text }] } },
    stopReason: answer.stopReason ?? 'end_turn',
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    metrics: { latencyMs: answer.latencyMs ?? 0 },
    ...(answer.backend === null ? {} : { additionalModelResponseFields: { [backendMark]: answer.backend } }),
  }
}
