'use client'

import { useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { StepStatus } from '@/lib/execution/step-view'
import type { GraphLayout, PlacedNode } from '@/lib/graph/layout/layout-graph'
import { useGraphValue } from './graph-context'

const WIDTH = 132
const HEIGHT = 88

/** How much longer than wide (or wider than long) the part shown may be; a longer graph moves through the map. */
const MOST_STRETCH = 2.2

interface Region {
  x: number
  y: number
  width: number
  height: number
}

/** A small map of a large graph: all states as one path, what runs and what failed in colour, and the part in sight; drag to move. */
export function OverviewMap({ layout }: { layout: GraphLayout }) {
  const t = useTranslations('graph')
  const flow = useReactFlow()
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
  // While dragging, the map stands still under the pointer.
  const [held, setHeld] = useState<Region | null>(null)
  const region = held ?? regionAround(layout, view)
  const scale = Math.min(WIDTH / region.width, HEIGHT / region.height)
  const least = Math.round(2 / scale)
  const states = useMemo(() => layout.nodes.filter(isCard), [layout])
  const all = useMemo(() => shapes(states, least), [states, least])

  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    const left = (box.width - region.width * scale) / 2
    const top = (box.height - region.height * scale) / 2
    flow.setCenter(
      region.x + (event.clientX - box.left - left) / scale,
      region.y + (event.clientY - box.top - top) / scale,
      { zoom },
    )
  }
  return (
    <svg
      role="img"
      aria-label={t('minimap')}
      viewBox={`${region.x} ${region.y} ${region.width} ${region.height}`}
      width={WIDTH}
      height={HEIGHT}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld(region)
        move(event)
      }}
      onPointerMove={move}
      onPointerUp={() => setHeld(null)}
      onPointerCancel={() => setHeld(null)}
      className="absolute right-3 bottom-3 z-[5] cursor-crosshair touch-none overflow-hidden rounded-node bg-sheet/90 shadow-e1"
    >
      <path d={all} className="fill-stone-2" />
      <StatusShapes states={states} least={least} wanted={['failed', 'timed-out']} className="fill-fail" />
      <StatusShapes states={states} least={least} wanted={['running', 'retrying']} className="fill-run" />
      <rect {...view} vectorEffect="non-scaling-stroke" className="fill-hover stroke-[1.5px] stroke-ink-3" />
    </svg>
  )
}

/** All of the graph, or of one much longer than wide (or wider than long) the part around the view. */
function regionAround(layout: GraphLayout, view: Region): Region {
  const width = Math.min(layout.width, Math.max(layout.height * MOST_STRETCH, view.width))
  const height = Math.min(layout.height, Math.max(layout.width * MOST_STRETCH, view.height))
  const within = (middle: number, size: number, all: number) => Math.max(0, Math.min(all - size, middle - size / 2))
  return {
    x: within(view.x + view.width / 2, width, layout.width),
    y: within(view.y + view.height / 2, height, layout.height),
    width,
    height,
  }
}

interface StatusShapesProps {
  states: readonly PlacedNode[]
  least: number
  wanted: readonly StepStatus[]
  className: string
}

function StatusShapes({ states, least, wanted, className }: StatusShapesProps) {
  const path = useGraphValue((store) => {
    const found = store.withStatus(wanted)
    return found.size === 0
      ? ''
      : shapes(
          states.filter(({ node }) => node.kind === 'state' && found.has(node.path)),
          least,
        )
  })
  return <path d={path} className={className} />
}

const isCard = ({ node }: PlacedNode) => node.kind === 'state' && node.scopes.length === 0

/** Boxes as one path, none smaller than can be seen. */
const shapes = (boxes: readonly PlacedNode[], least: number) =>
  boxes
    .map(({ x, y, width, height }) => {
      const [w, h] = [Math.max(width, least), Math.max(height, least)]
      return `M${Math.round(x)} ${Math.round(y)}h${Math.round(w)}v${Math.round(h)}h${-Math.round(w)}z`
    })
    .join('')
