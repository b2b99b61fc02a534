/** JSON text with so many spaces a level, on one line for none; text that isn't JSON stays as it is. */
export function indentJson(text: string, spaces = 2): string {
  try {
    return JSON.stringify(JSON.parse(text), null, spaces)
  } catch {
    return text
  }
}
