import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'
import { err, ok, type Result } from '@/lib/shared/result'
import { type AnswerView, backendMark } from '../answer-view'
import { joinTexts, numberAt, objectAt, objectsOf, textAt, textsAt } from '../body-reader'
import type { Dialect } from '../dialect'
import type { PromptAttachment, PromptTurn, PromptView } from '../prompt-view'

/**
 * Anthropic's Messages body: `{anthropic_version, max_tokens, system, messages, ...}`.
 * Source: Bedrock user guide, "Anthropic Claude Messages API".
 */
export const anthropicMessages: Dialect = {
  id: 'anthropic-messages',
  recognises: (id) => id.startsWith('anthropic.') && !/^anthropic\.claude-(v\d|instant)/.test(id),
  readRequest,
  readResponse,
  writeResponse(answer, { foundationModelId, answerId }) {
    return {
      id: `msg_bdrk_${answerId}`,
      type: 'message',
      role: 'assistant',
      model: foundationModelId.replace(/^anthropic\./, '').replace(/-v\d+(:\d+)?$/, ''),
      content: [{ type: 'text', text: answer.text }],
      stop_reason: answer.stopReason,
      stop_sequence: answer.stopSequence,
      usage: { input_tokens: answer.inputTokens ?? 0, output_tokens: answer.outputTokens ?? 0 },
      ...(answer.backend === null ? {} : { [backendMark]: answer.backend }),
    }
  },
}

function readRequest(body: JsonObject): Result<PromptView, string> {
  if (typeof body.anthropic_version !== 'string') return err('#: required key [anthropic_version] not found')
  if (typeof body.max_tokens !== 'number') return err('#: required key [max_tokens] not found')
  if (!Array.isArray(body.messages)) return err('#: required key [messages] not found')
  const turns: PromptTurn[] = []
  for (const [index, message] of body.messages.entries()) {
    if (!isJsonObject(message)) return err(`#/messages/${index}: expected type: JSONObject`)
    if (message.role !== 'user' && message.role !== 'assistant') {
      return err(`#/messages/${index}/role: expected one of: user, assistant`)
    }
    turns.push({ role: message.role, text: textOf(message.content), attachments: attachmentsOf(message.content) })
  }
  return ok({
    system: textOf(body.system) || null,
    turns,
    parameters: {
      maxTokens: body.max_tokens,
      temperature: numberAt(body, 'temperature'),
      topP: numberAt(body, 'top_p'),
      topK: numberAt(body, 'top_k'),
      stopSequences: textsAt(body, 'stop_sequences'),
    },
  })
}

function readResponse(body: JsonObject): AnswerView | null {
  if (!Array.isArray(body.content)) return null
  const usage = objectAt(body, 'usage') ?? {}
  return {
    text: textOf(body.content),
    stopReason: textAt(body, 'stop_reason'),
    stopSequence: textAt(body, 'stop_sequence'),
    inputTokens: numberAt(usage, 'input_tokens'),
    outputTokens: numberAt(usage, 'output_tokens'),
    latencyMs: null,
    toolUses: objectsOf(body.content)
      .filter((block) => block.type === 'tool_use')
      .map((block) => textAt(block, 'name') ?? ''),
    backend: textAt(body, backendMark),
  }
}

/** Content and system are a string or a list of blocks. */
function textOf(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content
  return joinTexts(objectsOf(content).map((block) => textAt(block, 'text') ?? ''))
}

const attachmentKinds = new Map<string, PromptAttachment['kind']>([
  ['image', 'image'],
  ['document', 'document'],
  ['tool_use', 'tool-use'],
  ['tool_result', 'tool-result'],
])

function attachmentsOf(content: JsonValue | undefined): PromptAttachment[] {
  return objectsOf(content)
    .filter((block) => block.type !== 'text')
    .map((block) => ({
      kind: attachmentKinds.get(String(block.type)) ?? 'other',
      name: textAt(block, 'name') ?? textAt(block, 'title'),
    }))
}
