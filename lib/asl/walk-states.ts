import { isJsonObject } from '@/lib/shared/json'
import { innerScopes } from './inner-scopes'
import { queryLanguageOf } from './query-language'
import { ROOT_SCOPE, statePath } from './state-path'
import type { State, StateMachineDefinition } from './types'
import type { VisitedScope, VisitedState } from './visited-state'

/** Gives the keys of an object in the order to walk them: `source.keys` of a parsed text for document order. */
export type KeyOrder = (container: object) => string[]

/** The root as a scope, to start a walk from. */
export const rootScope = (definition: StateMachineDefinition): VisitedScope => ({
  path: ROOT_SCOPE,
  scope: definition,
  parent: null,
  location: [],
  depth: 0,
})

/**
 * Every scope of a definition, outermost first, each before the scopes inside it. Total: what isn't an object where a scope
 * should stand is passed over.
 */
export function* walkScopes(
  definition: StateMachineDefinition,
  keysOf: KeyOrder = Object.keys,
): Generator<VisitedScope> {
  const root = rootScope(definition)
  yield root
  for (const visited of walkStates(definition, keysOf)) yield* innerScopes(visited)
}

/**
 * Every state of a definition, each followed by the states inside it, in document order when `keysOf` is a parsed source's
 * (plain objects put names like "10" first). Total: what isn't an object where a state or scope should stand is passed over.
 */
export function* walkStates(
  definition: StateMachineDefinition,
  keysOf: KeyOrder = Object.keys,
): Generator<VisitedState> {
  const stack: Iterator<VisitedState>[] = [statesOf(rootScope(definition), definition, keysOf)]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.next()
    if (next.done) {
      stack.pop()
      continue
    }
    yield next.value
    for (const scope of innerScopes(next.value).reverse()) stack.push(statesOf(scope, definition, keysOf))
  }
}

function* statesOf(scope: VisitedScope, definition: StateMachineDefinition, keysOf: KeyOrder): Generator<VisitedState> {
  const { States: states } = scope.scope
  if (!isJsonObject(states)) return
  for (const name of keysOf(states)) {
    const state: unknown = states[name]
    if (!isJsonObject(state)) continue
    yield {
      path: statePath(scope.path, name),
      name,
      state: state as unknown as State,
      scope,
      queryLanguage: queryLanguageOf(state, definition),
      location: [...scope.location, 'States', name],
    }
  }
}
