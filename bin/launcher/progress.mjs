const QUIET_LINE_EVERY_MS = 5_000

/**
 * Shows that a long step is alive: a counting line on a terminal, a line every five seconds elsewhere.
 * Gives `detail` (what is happening inside the step) and `done`.
 */
export function progress(label, out = process.stderr) {
  const startedAtMs = Date.now()
  const seconds = () => ((Date.now() - startedAtMs) / 1000).toFixed(0)
  let detail = ''
  const line = () => `  ${label}${detail ? ` · ${detail}` : ''} · ${seconds()} s`
  const show = () => out.write(out.isTTY ? `\r\x1b[2K${line().slice(0, (out.columns ?? 80) - 1)}` : `${line()}\n`)
  show()
  const timer = setInterval(show, out.isTTY ? 1_000 : QUIET_LINE_EVERY_MS)
  return {
    detail(text) {
      detail = text
    },
    done(word = 'done') {
      clearInterval(timer)
      out.write(`${out.isTTY ? '\r\x1b[2K' : ''}  ${label} · ${word} in ${seconds()} s\n`)
    },
  }
}
