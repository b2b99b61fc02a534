/**
 * A name for a new execution: three letters of its workflow's name and 32 random bits, such as `tri-7f3a9c01` for support-triage. Gives
 * `run-` where the name has no three plain letters in a row. `random` holds at least four bytes, drawn by the caller.
 */
export function newExecutionName(workflow: string, random: Uint8Array): string {
  const words = workflow.toLowerCase().match(/[a-z]{3,}/g)
  const prefix = words?.at(-1)?.slice(0, 3) ?? 'run'
  return `${prefix}-${[...random.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
