import type { TaskEffect, TaskOutcome } from '../core/effects'
import type { TaskContext, TaskRunner } from '../ports/task-runner'

/** What a script says of one call: its outcome, or `never` for a call that goes on until it is aborted. */
export type Script = (task: TaskEffect) => TaskOutcome | 'never'

/** A runner for every resource, which does as the script says and keeps the calls in order. */
export function scriptedRunner(script: Script): TaskRunner & { calls: TaskEffect[]; aborted: TaskEffect[] } {
  const calls: TaskEffect[] = []
  const aborted: TaskEffect[] = []
  return {
    calls,
    aborted,
    accepts: () => true,
    run(task: TaskEffect, { signal }: TaskContext) {
      calls.push(task)
      signal.addEventListener('abort', () => aborted.push(task))
      const outcome = script(task)
      return outcome === 'never' ? new Promise<TaskOutcome>(() => undefined) : Promise.resolve(outcome)
    },
  }
}
