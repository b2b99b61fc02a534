import type { PromptView } from '@/lib/bedrock/prompt-view'

/** Characters that make one token, on average: a rule of thumb, not a tokenizer. */
export const charactersPerToken = 4

/** Tokens of a text, at least 1. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / charactersPerToken))
}

/** Tokens of a prompt: its texts, 4 for the frame of each message, 300 for each attachment. */
export function countPromptTokens(prompt: PromptView): number {
  const system = prompt.system === null ? 0 : countTokens(prompt.system) + 4
  return prompt.turns.reduce((sum, turn) => sum + countTokens(turn.text) + 4 + turn.attachments.length * 300, system)
}
