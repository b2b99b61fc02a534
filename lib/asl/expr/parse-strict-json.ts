import type { JsonValue } from '@/lib/shared/json'

/**
 * Parses JSON text as AWS does in States.StringToJson and $parse: besides what JSON.parse refuses, duplicate keys and numbers
 * beyond a double's range are refused, and -0 is 0.
 * @throws SyntaxError
 */
export function parseStrictJson(text: string): JsonValue {
  const value = JSON.parse(text, (_key, item: JsonValue) => {
    if (typeof item !== 'number') return item
    if (!Number.isFinite(item)) throw new SyntaxError('The number is out of range')
    return item + 0
  }) as JsonValue
  refuseDuplicateKeys(text)
  return value
}

// JSON.parse keeps the last of two equal keys without a word, so the text, known to be valid, is scanned once more.
function refuseDuplicateKeys(text: string): void {
  const scopes: (Set<string> | null)[] = []
  const token = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/gs
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const mark = found[0]
    if (mark === '{') scopes.push(new Set())
    else if (mark === '[') scopes.push(null)
    else if (mark === '}' || mark === ']') scopes.pop()
    else if (found[2] !== undefined) addKey(scopes.at(-1), found[1] as string)
  }
}

function addKey(keys: Set<string> | null | undefined, quoted: string): void {
  const key = JSON.parse(quoted) as string
  if (keys?.has(key)) throw new SyntaxError(`Duplicate field '${key}'`)
  keys?.add(key)
}
