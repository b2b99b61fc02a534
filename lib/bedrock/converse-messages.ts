import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'
import { err, ok, type Result } from '@/lib/shared/result'
import { joinTexts, objectAt, objectsOf, textAt } from './body-reader'
import type { PromptAttachment, PromptTurn } from './prompt-view'

/** Reads Converse's `messages` (camelCase), or says which member is not as it should be. */
export function readConverseMessages(messages: JsonValue[]): Result<PromptTurn[], string> {
  const turns: PromptTurn[] = []
  for (const [index, message] of messages.entries()) {
    if (!isJsonObject(message)) return err(`#/messages/${index}: expected type: JSONObject`)
    if (message.role !== 'user' && message.role !== 'assistant') {
      return err(`#/messages/${index}/role: expected one of: user, assistant`)
    }
    if (!Array.isArray(message.content)) return err(`#/messages/${index}: required key [content] not found`)
    turns.push(readConverseTurn(message))
  }
  return ok(turns)
}

/** Reads one message; a role that isn't `assistant` is taken for the user's. */
export function readConverseTurn(message: JsonObject): PromptTurn {
  const blocks = objectsOf(message.content)
  return {
    role: message.role === 'assistant' ? 'assistant' : 'user',
    text: joinTexts(blocks.map((block) => textAt(block, 'text') ?? '')),
    attachments: blocks.flatMap(attachmentOf),
  }
}

/** Reads Converse's `system`, a list of text blocks; null without text. */
export function readConverseSystem(system: JsonValue | undefined): string | null {
  return joinTexts(objectsOf(system).map((block) => textAt(block, 'text') ?? '')) || null
}

const attachmentKinds = new Map<string, PromptAttachment['kind']>([
  ['image', 'image'],
  ['document', 'document'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['toolUse', 'tool-use'],
  ['toolResult', 'tool-result'],
])

function attachmentOf(block: JsonObject): PromptAttachment[] {
  if ('text' in block || 'cachePoint' in block) return []
  const [member = ''] = Object.keys(block)
  return [{ kind: attachmentKinds.get(member) ?? 'other', name: textAt(objectAt(block, member) ?? {}, 'name') }]
}
