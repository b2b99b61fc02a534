import { readConverseRequest, writeConverseResponse } from '@/lib/bedrock/converse'
import { checkConversation } from './check-conversation'
import type { BedrockOperation } from './operation'

/** Converse: one request shape for every model, so any well-formed model id is answered. */
export const converse: BedrockOperation = {
  read(body) {
    const problem = checkConversation(body)
    if (problem) return { ok: false, error: { code: 'ValidationException', message: problem } }
    const prompt = readConverseRequest(body)
    if (prompt.ok) return prompt
    return { ok: false, error: { code: 'ValidationException', message: `Malformed input request: ${prompt.error}` } }
  },
  write: (answer) => writeConverseResponse(answer),
}
