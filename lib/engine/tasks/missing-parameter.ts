import type { JsonValue } from '@/lib/shared/json'
import type { TaskOutcome } from '../core/effects'

/**
 * A task that can't be started because a required parameter isn't there.
 * Source: the wording of Step Functions for parameters that an integration refuses.
 */
export function missingParameter(parameters: JsonValue, field: string): TaskOutcome {
  const cause = `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [The field "${field}" is required but was missing]`
  return { ok: false, error: 'States.Runtime', cause }
}
