import type { ScopePath, StatePath } from '@/lib/asl/state-path'
import type { State } from '@/lib/asl/types'

/** How a transition comes about; it decides how its route is drawn. */
export type RouteKind = 'start' | 'next' | 'choice' | 'default' | 'catch' | 'end'

/**
 * What stands on a route. `word` is put in the reader's language by the view; `text` is the definition's own, already short.
 * `more` counts further transitions that share the route; `title` is everything in full.
 */
export interface RouteLabel {
  word: 'default' | 'catch' | 'catch-all' | null
  text: string | null
  more: number
  title: string
}

interface NodeBase {
  /** Unique in the graph; a state's id is its path. */
  id: string
  scope: ScopePath
  /** The Parallel or Map the node stands in; null in the root scope. */
  parent: StatePath | null
  /** 0 in the root scope. */
  depth: number
}

/** A state as a box: a card, a Choice's pill, or a Parallel or Map with its scopes inside. */
export interface StateNode extends NodeBase {
  kind: 'state'
  path: StatePath
  name: string
  state: State
  /** The scopes drawn inside, in order: empty for a card and for a collapsed container. */
  scopes: ScopePath[]
  /** True for a Parallel or Map that has states inside, drawn or not. */
  container: boolean
  /** States inside, at every depth. */
  inside: number
  /** False for a state that no route leads to. */
  reachable: boolean
}

/** The start of the root scope, an end of it, or a target that isn't there. */
export interface MarkNode extends NodeBase {
  kind: 'start' | 'end' | 'ghost'
  /** The missing state's name for a ghost; empty for the others. */
  name: string
}

export type GraphNode = StateNode | MarkNode

/** A route between two nodes of one scope; several transitions between the same two states share one. */
export interface GraphEdge {
  id: string
  source: string
  target: string
  kind: RouteKind
  label: RouteLabel | null
  /** Keys as in `ExecutionGraphStatus.walked`. */
  from: StatePath | ''
  to: StatePath | '$end' | null
}

/** The nodes and routes of one scope, in document order. */
export interface ScopeGraph {
  path: ScopePath
  parent: StatePath | null
  depth: number
  nodes: GraphNode[]
  edges: GraphEdge[]
  /** Index of the node where the scope starts; -1 when StartAt names nothing and there is no ghost for it. */
  start: number
}

/** A definition as nodes and routes, scope by scope, each scope before the scopes inside it. */
export interface WorkflowGraphModel {
  scopes: ScopeGraph[]
  nodes: ReadonlyMap<string, GraphNode>
}
