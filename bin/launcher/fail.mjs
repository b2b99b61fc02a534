/** Ends the process with code 1 and one line that says what is wrong and what to do. */
export function fail(message) {
  process.stderr.write(`passo: ${message}\n`)
  process.exit(1)
}
