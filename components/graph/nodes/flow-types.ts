import type { Edge, Node } from '@xyflow/react'
import type { MarkNode, StateNode } from '@/lib/graph/graph-model'
import type { PlacedEdge } from '@/lib/graph/layout/layout-graph'

/** The nodes and edges React Flow gets: places and definition only, never status. */
export type CardFlowNode = Node<{ node: StateNode }, 'card'>
export type ContainerFlowNode = Node<{ node: StateNode; width: number }, 'container'>
export type MarkFlowNode = Node<{ node: MarkNode }, 'mark'>
export type GhostFlowNode = Node<{ node: MarkNode }, 'ghost'>
export type WorkflowFlowNode = CardFlowNode | ContainerFlowNode | MarkFlowNode | GhostFlowNode
export type RouteFlowEdge = Edge<{ placed: PlacedEdge }, 'route'>
