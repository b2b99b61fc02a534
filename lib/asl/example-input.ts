import type { JsonValue } from '@/lib/shared/json'

/**
 * The input that a definition offers for a first try: JSON after `Example input:` at the end of its top-level Comment.
 * A convention of ours that AWS ignores, so a workflow carries it anywhere. Gives `null` when there is none or it isn't JSON.
 */
export function exampleInput(comment: string | undefined): JsonValue | null {
  const match = /\bExample input:\s*([\s\S]+)$/.exec(comment ?? '')
  if (!match?.[1]) return null
  try {
    return JSON.parse(match[1]) as JsonValue
  } catch {
    return null
  }
}
