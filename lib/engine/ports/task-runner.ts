import type { TaskEffect, TaskOutcome } from '../core/effects'

/** What a runner may use while it works. */
export interface TaskContext {
  /** Aborted when the step times out, is stopped, or the engine closes; the runner then gives up its work. */
  signal: AbortSignal
  executionArn: string
  roleArn: string
  region: string
}

/**
 * Carries out one kind of task. Runners return values: a service's error is an outcome, not an exception.
 * An exception out of `run` is a defect of ours and becomes `States.Runtime`.
 */
export interface TaskRunner {
  /** True when this runner takes the resource, e.g. `arn:aws:states:::lambda:invoke`. */
  accepts(resource: string): boolean
  run(task: TaskEffect, context: TaskContext): Promise<TaskOutcome>
}
