/**
 * The log of one call: what the function printed between the lines that the platform writes around it.
 * Source: AWS Lambda developer guide, "Log format" (plain text). The memory a function used is not measured, so it isn't told.
 */
export function invocationLog(requestId: string, printed: string, durationMs: number): string {
  const line = printed === '' || printed.endsWith('\n') ? '' : '\n'
  const billed = Math.max(1, Math.ceil(durationMs))
  return [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    `${printed}${line}`,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed} ms\n`,
  ].join('')
}
