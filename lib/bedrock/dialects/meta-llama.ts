import type { JsonObject } from '@/lib/shared/json'
import { err, ok } from '@/lib/shared/result'
import { type AnswerView, backendMark } from '../answer-view'
import { numberAt, textAt } from '../body-reader'
import type { Dialect } from '../dialect'
import { readLlamaTemplate } from '../llama-template'

/**
 * Meta Llama's body: one `prompt` string with the model's template in it.
 * Source: Bedrock user guide, "Meta Llama models".
 */
export const metaLlama: Dialect = {
  id: 'meta-llama',
  recognises: (id) => id.startsWith('meta.llama'),
  readRequest(body) {
    if (typeof body.prompt !== 'string') return err('#: required key [prompt] not found')
    return ok({
      ...readLlamaTemplate(body.prompt),
      parameters: {
        maxTokens: numberAt(body, 'max_gen_len'),
        temperature: numberAt(body, 'temperature'),
        topP: numberAt(body, 'top_p'),
        topK: null,
        stopSequences: [],
      },
    })
  },
  readResponse,
  writeResponse(answer) {
    return {
      generation: answer.text,
      prompt_token_count: answer.inputTokens ?? 0,
      generation_token_count: answer.outputTokens ?? 0,
      stop_reason: answer.stopReason === 'max_tokens' ? 'length' : 'stop',
      ...(answer.backend === null ? {} : { [backendMark]: answer.backend }),
    }
  },
}

const stopReasons = new Map<string, string>([
  ['stop', 'end_turn'],
  ['length', 'max_tokens'],
])

function readResponse(body: JsonObject): AnswerView | null {
  if (typeof body.generation !== 'string') return null
  const stopReason = textAt(body, 'stop_reason')
  return {
    text: body.generation,
    stopReason: stopReason === null ? null : (stopReasons.get(stopReason) ?? stopReason),
    stopSequence: null,
    inputTokens: numberAt(body, 'prompt_token_count'),
    outputTokens: numberAt(body, 'generation_token_count'),
    latencyMs: null,
    toolUses: [],
    backend: textAt(body, backendMark),
  }
}
