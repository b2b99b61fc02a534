import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'

/**
 * What Converse refuses about a request, in Bedrock's words; null for a good one.
 * Source: messages of the Bedrock runtime as users report them, and the constraints in the Converse API reference.
 */
export function checkConversation(request: JsonObject): string | null {
  const messages = request.messages
  if (!Array.isArray(messages) || messages.length === 0) {
    return 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
  }
  for (const [index, message] of messages.entries()) {
    const problem = checkMessage(message, index)
    if (problem) return problem
  }
  return checkInference(request.inferenceConfig)
}

function checkMessage(message: JsonValue, index: number): string | null {
  if (!isJsonObject(message))
    return `Value at 'messages.${index}' failed to satisfy constraint: Member must be a Message`
  const wanted = index % 2 === 0 ? 'user' : 'assistant'
  if (message.role !== 'user' && message.role !== 'assistant') {
    return constraint(
      `messages.${index + 1}.member.role`,
      message.role,
      'Member must satisfy enum value set: [user, assistant]',
    )
  }
  if (message.role !== wanted) {
    return index === 0
      ? 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
      : 'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.'
  }
  if (!Array.isArray(message.content) || message.content.length === 0) {
    return `The content field in the Message object at messages.${index} is empty. Add a ContentBlock object to the content field and try again.`
  }
  const blank = message.content.findIndex(
    (block) => isJsonObject(block) && typeof block.text === 'string' && block.text.trim() === '',
  )
  if (blank < 0) return null
  return `The text field in the ContentBlock object at messages.${index}.content.${blank} is blank. Add text to the text field, and try again.`
}

function checkInference(config: JsonValue | undefined): string | null {
  if (!isJsonObject(config)) return null
  const { maxTokens, temperature, topP } = config
  if (typeof maxTokens === 'number' && maxTokens < 1) {
    return constraint('inferenceConfig.maxTokens', maxTokens, 'Member must have value greater than or equal to 1')
  }
  for (const [name, value] of Object.entries({ temperature, topP })) {
    if (typeof value !== 'number') continue
    if (value < 0)
      return constraint(`inferenceConfig.${name}`, value, 'Member must have value greater than or equal to 0')
    if (value > 1) return constraint(`inferenceConfig.${name}`, value, 'Member must have value less than or equal to 1')
  }
  return null
}

function constraint(member: string, value: JsonValue | undefined, rule: string): string {
  return `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`
}
