import type { JsonLocation } from './json-location'
import type { ScopePath, StatePath } from './state-path'
import type { ItemProcessor, QueryLanguage, State, StateMachineDefinition, StateScope } from './types'

/** A state machine or a nested scope, and where it stands. `depth` is 0 for the root. */
export interface VisitedScope {
  path: ScopePath
  scope: StateScope | ItemProcessor | StateMachineDefinition
  /** The Parallel or Map that holds the scope; null for the root. */
  parent: StatePath | null
  location: JsonLocation
  depth: number
}

/** A state and where it stands. */
export interface VisitedState {
  path: StatePath
  name: string
  state: State
  scope: VisitedScope
  /** The query language in force in this state. */
  queryLanguage: QueryLanguage
  location: JsonLocation
}
