import { innerScopes } from '@/lib/asl/inner-scopes'
import { queryLanguageOf } from '@/lib/asl/query-language'
import { type ScopePath, type StatePath, statePath } from '@/lib/asl/state-path'
import { type Transition, transitionsOf } from '@/lib/asl/transitions'
import type { QueryLanguage, State, StateMachineDefinition } from '@/lib/asl/types'
import { rootScope } from '@/lib/asl/walk-states'
import { isJsonObject } from '@/lib/shared/json'

/** A state as the graph needs it: where it stands, what leaves it, what is inside it. */
export interface StructureState {
  path: StatePath
  name: string
  state: State
  queryLanguage: QueryLanguage
  transitions: Transition[]
  /** True when the scope ends with this state: `End`, Succeed or Fail. */
  ends: boolean
  /** The scopes of a Parallel or Map, in order; empty for every other state. */
  scopes: StructureScope[]
}

/** A scope and its states in document order. */
export interface StructureScope {
  path: ScopePath
  parent: StatePath | null
  depth: number
  /** As written; empty when it isn't a text. */
  startAt: string
  states: StructureState[]
}

/**
 * A definition as a tree of scopes, with every state's transitions, present targets or not. Total: what isn't a state or a
 * scope is passed over, so a broken document gives what can be read of it.
 */
export function structureOf(definition: StateMachineDefinition): StructureScope {
  const visitedRoot = rootScope(definition)
  const root = emptyScope(visitedRoot)
  const open = [{ visited: visitedRoot, structure: root }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { visited, structure } = next
    const states: unknown = visited.scope.States
    if (!isJsonObject(states)) continue
    for (const [name, value] of Object.entries(states)) {
      if (!isJsonObject(value)) continue
      const state = value as unknown as State
      const path = statePath(visited.path, name)
      const queryLanguage = queryLanguageOf(state, definition)
      const inner = innerScopes({
        path,
        name,
        state,
        scope: visited,
        queryLanguage,
        location: [...visited.location, 'States', name],
      }).map((scope) => ({ visited: scope, structure: emptyScope(scope) }))
      structure.states.push({
        path,
        name,
        state,
        queryLanguage,
        transitions: transitionsOf(state),
        ends: endsScope(state),
        scopes: inner.map((each) => each.structure),
      })
      open.push(...inner)
    }
  }
  return root
}

const emptyScope = (visited: ReturnType<typeof rootScope>): StructureScope => ({
  path: visited.path,
  parent: visited.parent,
  depth: visited.depth,
  startAt: typeof visited.scope.StartAt === 'string' ? visited.scope.StartAt : '',
  states: [],
})

const endsScope = (state: State) =>
  state.Type === 'Succeed' || state.Type === 'Fail' || (state.Type !== 'Choice' && state.End === true)
