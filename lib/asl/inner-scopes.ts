import { isJsonObject } from '@/lib/shared/json'
import { branchScope, itemScope } from './state-path'
import type { ItemProcessor } from './types'
import type { VisitedScope, VisitedState } from './visited-state'

/**
 * The scopes inside a state: a Parallel's branches in order, a Map's item processor (`ItemProcessor`, else the older
 * `Iterator`); empty for every other state.
 */
export function innerScopes(visited: VisitedState): VisitedScope[] {
  const { state, path, location, scope } = visited
  const inner = { parent: path, depth: scope.depth + 1 }
  if (state.Type === 'Parallel' && Array.isArray(state.Branches)) {
    return state.Branches.flatMap((branch: unknown, index) =>
      isJsonObject(branch)
        ? [
            {
              ...inner,
              path: branchScope(path, index),
              scope: asScope(branch),
              location: [...location, 'Branches', index],
            },
          ]
        : [],
    )
  }
  if (state.Type === 'Map') {
    const field = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor'
    const processor: unknown = state[field]
    if (!isJsonObject(processor)) return []
    return [{ ...inner, path: itemScope(path, field), scope: asScope(processor), location: [...location, field] }]
  }
  return []
}

const asScope = (value: object) => value as unknown as ItemProcessor
