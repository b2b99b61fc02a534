import type { StatePath } from './state-path'
import type { StateMachineDefinition } from './types'
import type { VisitedState } from './visited-state'
import { walkStates } from './walk-states'

const indexes = new WeakMap<StateMachineDefinition, ReadonlyMap<StatePath, VisitedState>>()

/**
 * All states of a definition by path. Made once per definition object and remembered, so a definition that has been asked
 * for must not be changed in place.
 */
export function indexStates(definition: StateMachineDefinition): ReadonlyMap<StatePath, VisitedState> {
  const known = indexes.get(definition)
  if (known) return known
  const index = new Map<StatePath, VisitedState>()
  for (const visited of walkStates(definition)) index.set(visited.path, visited)
  indexes.set(definition, index)
  return index
}

/** The state at a path, or null when the definition has none there. */
export function findState(definition: StateMachineDefinition, path: StatePath): VisitedState | null {
  return indexStates(definition).get(path) ?? null
}
