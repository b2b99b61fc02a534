import type { Failure } from './failure'

/**
 * Whether an ErrorEquals list names a failure. States.ALL names every error but States.Runtime and an output over the size limit;
 * States.TaskFailed every one of those but States.Timeout (Step Functions developer guide, "Error names"). A task's own result
 * over the size limit is an error like others (measured on AWS).
 */
export function namesFailure(errorEquals: readonly string[], failed: Failure): boolean {
  if (failed.fatal) return false
  for (const name of errorEquals) {
    if (name === failed.error) return true
    if (name === 'States.HeartbeatTimeout' && failed.heartbeat) return true
    if (failed.onlyByName) continue
    if (name === 'States.ALL') return true
    if (name === 'States.TaskFailed' && failed.error !== 'States.Timeout') return true
  }
  return false
}
