import { ROOT_SCOPE } from '@/lib/asl/state-path'
import type { VisitedState } from '@/lib/asl/visited-state'
import type { DefinitionIndex } from './definition-index'
import type { EventContext, Frame, Visit } from './visit'

/** The frame of the execution itself. */
export const rootFrame = (): Frame => ({
  scope: ROOT_SCOPE,
  owner: null,
  index: null,
  map: null,
  depth: 0,
  retrying: 0,
  visits: [],
})

/**
 * The nearest visit from a context outwards that passes the test, or `null`. Outwards, because the chain of
 * `previousEventId` skips events: `MapStateExited` and a second `ParallelStateStarted` point into an item or a branch.
 */
export function climb(context: EventContext, test: (visit: Visit) => boolean): Visit | null {
  let visit = context.visit ?? context.frame.owner
  while (visit && !test(visit)) visit = visit.frame.owner
  return visit
}

export const isOpen = (visit: Visit): boolean => visit.endedAtMs === null

/** Where an entered state stands: its frame, and its place in the definition when it has one. */
export interface Placement {
  frame: Frame
  visited: VisitedState | null
}

/**
 * Finds the frame an entered state belongs to. Events carry only names, so the place follows from the chain: after
 * `ParallelStateStarted` a branch that starts so and has not begun, after `MapIterationStarted` that item, else the frame of
 * the event before. A name the frame's scope lacks is looked for outwards, then anywhere it is unique.
 */
export function placeState(index: DefinitionIndex, context: EventContext, name: string, forks: boolean): Placement {
  if (forks && context.visit) {
    const branch = freeBranch(index, context.visit, name)
    if (branch) return branch
  }
  for (let frame: Frame | null = context.frame; frame; frame = frame.owner?.frame ?? null) {
    const visited = index.inScope(frame.scope, name)
    if (visited) return { frame, visited }
  }
  const [only, ...others] = index.named(name)
  return { frame: context.frame, visited: only && others.length === 0 ? only : null }
}

function freeBranch(index: DefinitionIndex, parallel: Visit, name: string): Placement | null {
  const scopes = index.scopesOf(parallel.path)
  const position = scopes.findIndex((scope, i) => index.startOf(scope) === name && !parallel.branches.has(i))
  const scope = scopes[position]
  if (scope === undefined) return null
  parallel.branches.add(position)
  const { depth, map } = parallel.frame
  return {
    frame: { scope, owner: parallel, index: position, map, depth: depth + 1, retrying: 0, visits: [] },
    visited: index.inScope(scope, name),
  }
}

/** The frame of one item of a Map. */
export function itemFrame(index: DefinitionIndex, map: Visit, item: number): Frame {
  const [scope = ROOT_SCOPE] = index.scopesOf(map.path)
  return {
    scope,
    owner: map,
    index: item,
    map: map.frame.map ?? map,
    depth: map.frame.depth + 1,
    retrying: 0,
    visits: [],
  }
}
