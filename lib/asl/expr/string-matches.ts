/**
 * Compiles a pattern of StringMatches: `*` stands for any characters or none, `\*` and `\\` for themselves (ASL specification,
 * StringMatches). The time to match grows with text times pattern at worst, whatever the pattern.
 */
export function compileStringMatches(pattern: string): (text: string) => boolean {
  const pieces = splitPattern(pattern)
  const first = pieces[0] as string
  const last = pieces[pieces.length - 1] as string
  if (pieces.length === 1) return (text) => text === first
  const between = pieces.slice(1, -1)
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
    let at = first.length
    // The leftmost place for each piece leaves the most room for those after it.
    for (const piece of between) {
      const found = text.indexOf(piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return at <= text.length - last.length
  }
}

function splitPattern(pattern: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] as string
    const next = pattern[index + 1]
    if (character === '\\' && (next === '*' || next === '\\')) {
      piece += next
      index += 1
    } else if (character === '*') {
      pieces.push(piece)
      piece = ''
    } else {
      piece += character
    }
  }
  return [...pieces, piece]
}
