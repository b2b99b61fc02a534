import { Position } from '@xyflow/react'
import { transitionKey } from '@/lib/execution/step-view'
import type { PlacedEdge, PlacedNode } from '@/lib/graph/layout/layout-graph'
import type { GraphStore } from './graph-store'
import type { RouteFlowEdge, WorkflowFlowNode } from './nodes/flow-types'

/** Layers of one scope, under those of the scopes inside it: routes, walked ones over others, then cards. */
const LAYERS = 10
const ROUTE = 1
const WALKED = 2
const CARD = 5

/** A box as React Flow wants it: measured already, with the ports it asks for, so that nothing is measured in the browser. */
export function flowNode({ node, x, y, width, height }: PlacedNode): WorkflowFlowNode {
  const port = { x: width / 2, width: 1, height: 1 }
  const base = {
    id: node.id,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    zIndex: node.depth * LAYERS + CARD,
    // React Flow takes the pointer away from nodes that it doesn't select or drag itself.
    style: { pointerEvents: 'all' as const },
    handles: [
      { ...port, y: height, type: 'source' as const, position: Position.Bottom },
      { ...port, y: 0, type: 'target' as const, position: Position.Top },
    ],
  }
  if (node.kind === 'state') {
    return node.scopes.length > 0
      ? { ...base, type: 'container', data: { node, width } }
      : { ...base, type: 'card', data: { node } }
  }
  return node.kind === 'ghost' ? { ...base, type: 'ghost', data: { node } } : { ...base, type: 'mark', data: { node } }
}

/** A route as React Flow wants it; a walked one lies over the others of its scope. */
export function flowEdge(placed: PlacedEdge, store: GraphStore): RouteFlowEdge {
  const { edge, depth } = placed
  const walked = edge.to !== null && store.walked(transitionKey(edge.from, edge.to)) > 0
  return {
    id: edge.id,
    type: 'route',
    source: edge.source,
    target: edge.target,
    data: { placed },
    zIndex: depth * LAYERS + (walked ? WALKED : ROUTE),
  }
}
