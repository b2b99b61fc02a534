'use client'

import '@xyflow/react/dist/base.css'
import './graph.css'
import { ReactFlow } from '@xyflow/react'
import { type CSSProperties, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'
import { Neighbours } from '@/lib/graph/neighbours'
import type { GraphView } from '@/lib/graph/opening-view'
import { CanvasToolbar } from './canvas-toolbar'
import { RouteEdge } from './edges/route-edge'
import { flowEdge, flowNode } from './flow-elements'
import { useGraph, useGraphValue } from './graph-context'
import { CardNode } from './nodes/card-node'
import { ContainerNode } from './nodes/container-node'
import type { RouteFlowEdge, WorkflowFlowNode } from './nodes/flow-types'
import { GhostNode } from './nodes/ghost-node'
import { MarkNode } from './nodes/mark-node'
import { OverviewMap } from './overview-map'
import { useCamera } from './use-camera'
import { useDetail } from './use-detail'
import { useFollow } from './use-follow'
import { useGraphKeys } from './use-graph-keys'

const nodeTypes = { card: CardNode, container: ContainerNode, mark: MarkNode, ghost: GhostNode }
const edgeTypes = { route: RouteEdge }

/** From this many boxes on, only those in sight are in the page. */
const CULL_ABOVE = 150
/** From this many boxes on, an overview map is worth its room. */
const MAP_ABOVE = 40

interface FlowCanvasProps {
  layout: GraphLayout
  /** The view to open with. */
  view: GraphView
  follow: boolean
}

/** The canvas: the one place that mounts React Flow. Everything in it is derived from the layout and the store. */
export function FlowCanvas({ layout, view, follow }: FlowCanvasProps) {
  const t = useTranslations('graph')
  const { store, onSelect } = useGraph()
  const camera = useCamera(layout)
  const detail = useDetail()
  const { following, setFollowing } = useFollow(follow, layout, camera)
  const neighbours = useMemo(() => new Neighbours(layout), [layout])
  const onKeyDown = useGraphKeys(layout, neighbours, camera)
  const nodes = useMemo(() => layout.nodes.map(flowNode), [layout])
  const walkedVersion = useGraphValue((state) => state.walkedVersion())
  const known = useRef<{ layout: GraphLayout; edges: RouteFlowEdge[] }>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the walked routes in the store
  const edges = useMemo(() => {
    const before = known.current?.layout === layout ? known.current.edges : []
    const next = layout.edges.map((placed, index) => {
      const edge = flowEdge(placed, store)
      const kept = before[index]
      return kept && kept.zIndex === edge.zIndex ? kept : edge
    })
    known.current = { layout, edges: next }
    return next
  }, [layout, store, walkedVersion])

  useEffect(() => {
    const focused = store.focused()
    if (focused === null || !layout.nodes.some((placed) => placed.node.id === focused)) store.focus(neighbours.first())
  }, [layout, neighbours, store])

  const style = { '--graph-name': `${detail.nameSize}px`, '--graph-chip': `${detail.chipSize}px` } as CSSProperties
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the states inside, caught where they bubble
    <div className="graph-canvas h-full w-full" data-detail={detail.level} style={style} onKeyDown={onKeyDown}>
      <ReactFlow<WorkflowFlowNode, RouteFlowEdge>
        defaultViewport={view}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zIndexMode="manual"
        minZoom={0.1}
        maxZoom={1.6}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        onlyRenderVisibleElements={nodes.length > CULL_ABOVE}
        onPaneClick={() => onSelect(null)}
        onMove={(event) => event && setFollowing(false)}
        aria-label={`${t('label')}. ${t('instructions')}`}
        proOptions={{ hideAttribution: true }}
      />
      {nodes.length > MAP_ABOVE && <OverviewMap layout={layout} />}
      <CanvasToolbar layout={layout} camera={camera} following={following} onFollow={setFollowing} />
    </div>
  )
}
