import type { JsonObject } from '@/lib/shared/json'
import { err } from '@/lib/shared/result'
import { type AnswerView, backendMark } from '../answer-view'
import { numberAt, objectAt, textAt, textsAt } from '../body-reader'
import { readConverseMessages, readConverseSystem, readConverseTurn } from '../converse-messages'
import type { Dialect } from '../dialect'
import { defaultParameters, type PromptParameters } from '../prompt-view'

/**
 * Amazon Nova's body: Converse's messages, with its own `inferenceConfig`.
 * `maxTokens`, `topP`, `topK`, `stopSequences`; the snake_case spellings are accepted too, as Nova accepts them.
 * Source: Amazon Nova user guide, "Complete request schema".
 */
export const amazonNova: Dialect = {
  id: 'amazon-nova',
  recognises: (id) => /^amazon\.nova-(?!canvas|reel|sonic|.*embed)/.test(id),
  readRequest(body) {
    if (!Array.isArray(body.messages)) return err('#: required key [messages] not found')
    const turns = readConverseMessages(body.messages)
    if (!turns.ok) return turns
    return {
      ok: true,
      value: { system: readConverseSystem(body.system), turns: turns.value, parameters: readParameters(body) },
    }
  },
  readResponse,
  writeResponse(answer) {
    const inputTokens = answer.inputTokens ?? 0
    const outputTokens = answer.outputTokens ?? 0
    return {
      output: { message: { role: 'assistant', content: [{ text: answer.text }] } },
      stopReason: answer.stopReason,
      usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      ...(answer.backend === null ? {} : { [backendMark]: answer.backend }),
    }
  },
}

function readParameters(body: JsonObject): PromptParameters {
  const config = objectAt(body, 'inferenceConfig')
  if (!config) return defaultParameters()
  const stopSequences = textsAt(config, 'stopSequences')
  return {
    maxTokens: numberAt(config, 'maxTokens') ?? numberAt(config, 'max_new_tokens'),
    temperature: numberAt(config, 'temperature'),
    topP: numberAt(config, 'topP') ?? numberAt(config, 'top_p'),
    topK: numberAt(config, 'topK') ?? numberAt(config, 'top_k'),
    stopSequences: stopSequences.length > 0 ? stopSequences : textsAt(config, 'stop_sequences'),
  }
}

function readResponse(body: JsonObject): AnswerView | null {
  const message = objectAt(objectAt(body, 'output') ?? {}, 'message')
  if (!message) return null
  const usage = objectAt(body, 'usage') ?? {}
  const turn = readConverseTurn(message)
  return {
    text: turn.text,
    stopReason: textAt(body, 'stopReason'),
    stopSequence: null,
    inputTokens: numberAt(usage, 'inputTokens'),
    outputTokens: numberAt(usage, 'outputTokens'),
    latencyMs: null,
    toolUses: turn.attachments.filter(({ kind }) => kind === 'tool-use').map(({ name }) => name ?? ''),
    backend: textAt(body, backendMark),
  }
}
