/** A text, a run of white space, a bracket or separator, or anything else up to the next of these. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+|[{}[\],:]|[^\s"{}[\],:]+/g

/**
 * JSON text with so many spaces a level, on one line for none; text that isn't JSON stays as it is. Only white space changes: a
 * number keeps every digit, which reading and writing it again would not promise beyond 2^53. Linear in the text.
 */
export function indentJson(text: string, spaces = 2): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  const parts: string[] = []
  let depth = 0
  let opened = false
  const line = () => spaces > 0 && parts.push('\n', ' '.repeat(spaces * depth))
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.trim() === '') continue
    const closes = token === '}' || token === ']'
    if (closes) depth -= 1
    if (opened !== closes) line()
    opened = token === '{' || token === '['
    if (opened) depth += 1
    parts.push(token)
    if (token === ',') line()
    if (token === ':' && spaces > 0) parts.push(' ')
  }
  return parts.join('')
}
