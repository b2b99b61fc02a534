'use client'

import { useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { StepStatus } from '@/lib/execution/step-view'
import type { GraphLayout, PlacedNode } from '@/lib/graph/layout/layout-graph'
import { useGraphValue } from './graph-context'

const WIDTH = 132
const HEIGHT = 88

/** A small map of a large graph: all states as one path, what runs and what failed in colour, and the part in sight; drag to move. */
export function OverviewMap({ layout }: { layout: GraphLayout }) {
  const t = useTranslations('graph')
  const flow = useReactFlow()
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const scale = Math.min(WIDTH / layout.width, HEIGHT / layout.height)
  const least = 2 / scale
  const states = useMemo(() => layout.nodes.filter(isCard), [layout])
  const all = useMemo(() => shapes(states, least), [states, least])

  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const box = event.currentTarget.getBoundingClientRect()
    const left = (box.width - layout.width * scale) / 2
    const top = (box.height - layout.height * scale) / 2
    flow.setCenter((event.clientX - box.left - left) / scale, (event.clientY - box.top - top) / scale, { zoom })
  }
  return (
    <svg
      role="img"
      aria-label={t('minimap')}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={WIDTH}
      height={HEIGHT}
      onPointerDown={move}
      onPointerMove={move}
      className="absolute right-3 bottom-3 z-[5] cursor-crosshair overflow-hidden rounded-node bg-sheet/90 shadow-e1"
    >
      <path d={all} className="fill-stone-2" />
      <StatusShapes states={states} least={least} wanted={['failed', 'timed-out']} className="fill-fail" />
      <StatusShapes states={states} least={least} wanted={['running', 'retrying']} className="fill-run" />
      <rect
        x={-x / zoom}
        y={-y / zoom}
        width={width / zoom}
        height={height / zoom}
        vectorEffect="non-scaling-stroke"
        className="fill-hover stroke-[1.5px] stroke-ink-3"
      />
    </svg>
  )
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
