import type { Effect } from './effects'
import type { ExecutionState } from './state'

/**
 * What must be under way for the execution to go on: tasks that were called and have not answered, and every timer. A resumed
 * execution arms exactly these; a task that was submitted and waits for its token is not among them.
 */
export function pendingEffects(state: ExecutionState): Effect[] {
  const pending: Effect[] = []
  for (const open of state.effects.values()) if (open.purpose !== 'submitted') pending.push(open.effect)
  return pending
}
