import { ROOT_SCOPE, type StatePath } from '@/lib/asl/state-path'
import type { Transition } from '@/lib/asl/transitions'
import type { ChoiceRule } from '@/lib/asl/types'
import type { GraphEdge, GraphNode, RouteKind, ScopeGraph, StateNode, WorkflowGraphModel } from './graph-model'
import { routeLabel } from './route-label'
import type { StructureScope, StructureState } from './structure'

/**
 * A structure as nodes and routes, with the scopes of collapsed containers left out. Every transition has a route: several
 * between the same two states share one (catchers apart), a missing target is a ghost, an end of the root scope is a mark of
 * its own beneath its state. Scopes come outermost first.
 */
export function projectGraph(root: StructureScope, collapsed: ReadonlySet<StatePath>): WorkflowGraphModel {
  const scopes: ScopeGraph[] = []
  const nodes = new Map<string, GraphNode>()
  const open = [root]
  for (let at = 0; at < open.length; at++) {
    const structure = open[at]
    if (!structure) break
    const scope = projectScope(structure, collapsed)
    scopes.push(scope)
    for (const node of scope.nodes) nodes.set(node.id, node)
    for (const state of structure.states) if (!collapsed.has(state.path)) open.push(...state.scopes)
  }
  return { scopes, nodes }
}

function projectScope(structure: StructureScope, collapsed: ReadonlySet<StatePath>): ScopeGraph {
  const { path, parent, depth } = structure
  const isRoot = path === ROOT_SCOPE
  const base = { scope: path, parent, depth }
  const reachable = reachableNames(structure)
  const byName = new Map<string, GraphNode>()
  const nodes: GraphNode[] = structure.states.map((state) => {
    const node: StateNode = {
      ...base,
      kind: 'state',
      id: state.path,
      path: state.path,
      name: state.name,
      state: state.state,
      scopes: collapsed.has(state.path) ? [] : state.scopes.filter(hasStates).map((scope) => scope.path),
      container: state.scopes.some(hasStates),
      inside: countInside(state),
      reachable: reachable.has(state.name),
    }
    byName.set(state.name, node)
    return node
  })
  const edges: GraphEdge[] = []
  const targetOf = (name: string): GraphNode => {
    const known = byName.get(name)
    if (known) return known
    const ghost: GraphNode = { ...base, kind: 'ghost', id: `${path}#missing/${name}`, name }
    byName.set(name, ghost)
    nodes.push(ghost)
    return ghost
  }

  let start = -1
  if (structure.states.length > 0 || structure.startAt !== '') {
    const first = targetOf(structure.startAt)
    start = nodes.indexOf(first)
    if (isRoot) {
      nodes.push({ ...base, kind: 'start', id: '#start', name: '' })
      edges.push(edgeOf('#start', first, 'start', null, ''))
      start = nodes.length - 1
    }
  }
  for (const state of structure.states) {
    for (const group of groupByTarget(state.transitions)) {
      const target = targetOf(group.target)
      edges.push(edgeOf(state.path, target, group.kind, routeLabel(group.transitions, rulesOf(state)), state.path))
    }
    if (state.ends && isRoot && state.state.Type !== 'Succeed' && state.state.Type !== 'Fail') {
      const end: GraphNode = { ...base, kind: 'end', id: `${state.path}#end`, name: '' }
      nodes.push(end)
      edges.push(edgeOf(state.path, end, 'end', null, state.path))
    }
  }
  return { path, parent, depth, nodes, edges, start }
}

function edgeOf(
  source: string,
  target: GraphNode,
  kind: RouteKind,
  label: GraphEdge['label'],
  from: GraphEdge['from'],
): GraphEdge {
  const to = target.kind === 'state' ? target.path : target.kind === 'end' ? '$end' : null
  return {
    id: `${source}${kind === 'catch' ? '!' : ''}->${target.id}`,
    source,
    target: target.id,
    kind,
    label,
    from,
    to,
  }
}

interface TransitionGroup {
  target: string
  kind: RouteKind
  transitions: Transition[]
}

function groupByTarget(transitions: readonly Transition[]): TransitionGroup[] {
  const groups = new Map<string, TransitionGroup>()
  for (const transition of transitions) {
    const key = `${transition.kind === 'catch'}/${transition.target}`
    const group = groups.get(key)
    if (group) group.transitions.push(transition)
    else groups.set(key, { target: transition.target, kind: transition.kind, transitions: [transition] })
  }
  return [...groups.values()]
}

const rulesOf = (state: StructureState): ChoiceRule[] =>
  state.transitions.flatMap((transition) => (transition.kind === 'choice' ? [transition.rule] : []))

const hasStates = (scope: StructureScope) => scope.states.length > 0

function countInside(state: StructureState): number {
  let count = 0
  const open = [...state.scopes]
  for (let scope = open.pop(); scope; scope = open.pop()) {
    count += scope.states.length
    for (const inner of scope.states) open.push(...inner.scopes)
  }
  return count
}

function reachableNames(scope: StructureScope): ReadonlySet<string> {
  const byName = new Map(scope.states.map((state) => [state.name, state]))
  const reached = new Set<string>()
  const open = [scope.startAt]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = byName.get(name)
    if (!state || reached.has(name)) continue
    reached.add(name)
    for (const transition of state.transitions) open.push(transition.target)
  }
  return reached
}
