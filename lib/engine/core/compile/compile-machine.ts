import { ROOT_SCOPE, type ScopePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { walkStates } from '@/lib/asl/walk-states'
import { compileState } from './compile-state'
import type { CompiledState, CompiledStateMachine } from './compiled-machine'

/**
 * Makes a validated definition ready to run: every path, template and rule is compiled once and every transition resolved. The
 * result is immutable and may be shared by all executions of the definition; the caller caches it. An expression that does not
 * compile fails the state that reads it.
 */
export function compileMachine(definition: StateMachineDefinition): CompiledStateMachine {
  const scopes = new Map<ScopePath, Map<string, CompiledState>>([[ROOT_SCOPE, new Map()]])
  for (const visited of walkStates(definition)) {
    const { path } = visited.scope
    const states = scopes.get(path) ?? new Map<string, CompiledState>()
    scopes.set(path, states)
    states.set(visited.name, compileState(visited))
  }
  return {
    scope: ROOT_SCOPE,
    startAt: definition.StartAt,
    timeoutSeconds: typeof definition.TimeoutSeconds === 'number' ? definition.TimeoutSeconds : null,
    scopes,
  }
}
