/** What a definition's Comment says, without the example input at its end (see example-input.ts); null when that leaves nothing. */
export function aboutText(comment: unknown): string | null {
  if (typeof comment !== 'string') return null
  return comment.replace(/\s*\bExample input:[\s\S]*$/, '').trim() || null
}
