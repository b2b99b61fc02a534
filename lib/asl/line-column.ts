/** The 1-based line and column of a UTF-16 offset; lines end at \n, \r\n or \r. Offsets outside the text are clamped. */
export function lineColumn(text: string, offset: number): { line: number; column: number } {
  const end = Math.max(0, Math.min(offset, text.length))
  let line = 1
  let lineStart = 0
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code !== 10 && code !== 13) continue
    if (code === 13 && text.charCodeAt(i + 1) === 10) {
      // An offset on the \n of a \r\n still belongs to the line that the pair ends.
      if (i + 1 >= end) break
      i++
    }
    line++
    lineStart = i + 1
  }
  return { line, column: end - lineStart + 1 }
}
