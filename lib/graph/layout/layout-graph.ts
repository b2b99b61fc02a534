import type { ScopePath } from '@/lib/asl/state-path'
import type { GraphEdge, GraphNode, ScopeGraph, WorkflowGraphModel } from '../graph-model'
import { labelLength } from '../route-label'
import type { Flow, FlowLayout, Point } from './flow'
import { layoutFlow } from './layout-flow'
import {
  BRANCH_GAP,
  CONTAINER_PAD,
  HEADER_HEIGHT,
  labelWidth,
  MAP_STRIP,
  NAME_CHARACTER,
  NODE_HEIGHT,
  NODE_WIDTH,
  STONE,
  WIDE_BRANCH_GAP,
} from './measures'

/** A node's box, in px from the graph's corner. */
export interface PlacedNode {
  node: GraphNode
  x: number
  y: number
  width: number
  height: number
}

/** A route's corners, in px from the graph's corner, and its label's middle and width. */
export interface PlacedEdge {
  edge: GraphEdge
  depth: number
  points: Point[]
  /** True for a route that leads back up. */
  loop: boolean
  label: { x: number; y: number; width: number } | null
}

/** The whole drawing. Containers come before what is inside them. */
export interface GraphLayout {
  width: number
  height: number
  nodes: PlacedNode[]
  edges: PlacedEdge[]
}

/** `execution` keeps room for a Map's items under its header. */
export type LayoutMode = 'design' | 'execution'

interface Size {
  width: number
  height: number
}

/**
 * Places a graph, innermost scopes first: each is laid out on its own and then stands as one box in the scope around it.
 * Never looks at an execution, so that a drawing stays still while it runs.
 */
export function layoutGraph(graph: WorkflowGraphModel, mode: LayoutMode): GraphLayout {
  const drawn = new Map<ScopePath, { scope: ScopeGraph; layout: FlowLayout }>()
  const sizes = new Map<string, Size>()
  for (let at = graph.scopes.length - 1; at >= 0; at--) {
    const scope = graph.scopes[at]!
    for (const node of scope.nodes) sizes.set(node.id, sizeOf(node, mode, drawn))
    drawn.set(scope.path, { scope, layout: layoutFlow(flowOf(scope, sizes)) })
  }
  const root = graph.scopes[0]
  const rootLayout = root && drawn.get(root.path)?.layout
  if (!root || !rootLayout) return { width: 0, height: 0, nodes: [], edges: [] }

  const nodes: PlacedNode[] = []
  const edges: PlacedEdge[] = []
  const open = [{ path: root.path, x: 0, y: 0 }]
  for (let at = 0; at < open.length; at++) {
    const { path, x, y } = open[at]!
    const { scope, layout } = drawn.get(path)!
    scope.nodes.forEach((node, index) => {
      const place = layout.places[index]!
      const box = { node, x: place.x + x, y: place.y + y, ...sizes.get(node.id)! }
      nodes.push(box)
      if (node.kind === 'state') open.push(...innerPlaces(node.scopes, box, drawn, mode, node.state.Type))
    })
    scope.edges.forEach((edge, index) => {
      const route = layout.routes[index]!
      edges.push({
        edge,
        depth: scope.depth,
        points: route.points.map((point) => ({ x: point.x + x, y: point.y + y })),
        loop: edge.kind !== 'catch' && leadsUp(route.points),
        label: route.label && { x: route.label.x + x, y: route.label.y + y, width: widthOfLabel(edge) },
      })
    })
  }
  return { width: rootLayout.width, height: rootLayout.height, nodes, edges }
}

type Drawn = ReadonlyMap<ScopePath, { layout: FlowLayout }>

function sizeOf(node: GraphNode, mode: LayoutMode, drawn: Drawn): Size {
  if (node.kind !== 'state') {
    return node.kind === 'ghost' ? { width: NODE_WIDTH, height: NODE_HEIGHT } : { width: STONE, height: STONE }
  }
  const strip = stripOf(node.state.Type, mode)
  if (node.scopes.length === 0) return { width: NODE_WIDTH, height: NODE_HEIGHT + (node.container ? strip : 0) }
  const layouts = node.scopes.map((path) => drawn.get(path)!.layout)
  const inner = layouts.reduce((sum, layout) => sum + layout.width, 0) + gapOf(layouts) * (layouts.length - 1)
  return {
    width: Math.ceil(Math.max(headerWidth(node.name, mode), inner + 2 * CONTAINER_PAD)),
    height: Math.ceil(HEADER_HEIGHT + strip + Math.max(...layouts.map((layout) => layout.height)) + CONTAINER_PAD),
  }
}

/** Room for a container's name of up to about thirty characters, and in an execution for its status and duration too. */
const headerWidth = (name: string, mode: LayoutMode) =>
  Math.max(NODE_WIDTH, Math.min(480, name.length * NAME_CHARACTER + (mode === 'execution' ? 290 : 140)))

function innerPlaces(paths: readonly ScopePath[], box: PlacedNode, drawn: Drawn, mode: LayoutMode, type: string) {
  const layouts = paths.map((path) => drawn.get(path)!.layout)
  const gap = gapOf(layouts)
  const inner = layouts.reduce((sum, layout) => sum + layout.width, 0) + gap * (layouts.length - 1)
  let x = box.x + (box.width - inner) / 2
  const y = box.y + HEADER_HEIGHT + stripOf(type, mode)
  return paths.map((path, index) => {
    const place = { path, x, y }
    x += layouts[index]!.width + gap
    return place
  })
}

const stripOf = (type: string, mode: LayoutMode) => (type === 'Map' && mode === 'execution' ? MAP_STRIP : 0)

const gapOf = (layouts: readonly FlowLayout[]) =>
  layouts.every((layout) => layout.places.length === 1) ? BRANCH_GAP : WIDE_BRANCH_GAP

const leadsUp = (points: readonly Point[]) =>
  points.length > 2 && (points[1]!.y < points[0]!.y || points.at(-1)!.y < points[0]!.y - 1)

const widthOfLabel = (edge: GraphEdge) => (edge.label ? labelWidth(labelLength(edge.label)) : 0)

function flowOf(scope: ScopeGraph, sizes: ReadonlyMap<string, Size>): Flow {
  const indexes = new Map(scope.nodes.map((node, index) => [node.id, index]))
  return {
    root: scope.start,
    nodes: scope.nodes.map((node) => ({ ...sizes.get(node.id)!, ends: endOf(node) })),
    edges: scope.edges.map((edge) => ({
      source: indexes.get(edge.source)!,
      target: indexes.get(edge.target)!,
      exceptional: edge.kind === 'catch',
      label: widthOfLabel(edge),
    })),
  }
}

function endOf(node: GraphNode): 'well' | 'badly' | null {
  if (node.kind === 'end') return 'well'
  if (node.kind !== 'state') return null
  const { state } = node
  if (state.Type === 'Fail') return 'badly'
  return state.Type === 'Succeed' || (state.Type !== 'Choice' && state.End === true) ? 'well' : null
}
