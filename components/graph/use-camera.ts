'use client'

import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback, useMemo } from 'react'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'

const CALM_MS = 220
const MARGIN = 32
/** A graph that would have to be smaller than this to be seen whole opens at its start instead, as wide as it can be seen. */
const LEAST_FIT_ZOOM = 0.45
const MOST_OPENING_ZOOM = 0.85

/** Moves the view. Durations are 0 where the reader wants no motion. */
export function useCamera(layout: GraphLayout) {
  const flow = useReactFlow()
  const storeApi = useStoreApi()

  const places = useMemo(() => new Map(layout.nodes.map((placed) => [placed.node.id, placed])), [layout])

  const showAll = useCallback(
    (calm = true) => {
      const { width, height } = storeApi.getState()
      if (width === 0 || height === 0) return
      const zoom = Math.min(1, (width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height)
      flow.setViewport(
        { zoom, x: (width - layout.width * zoom) / 2, y: (height - layout.height * zoom) / 2 },
        { duration: calm ? duration() : 0 },
      )
    },
    [flow, storeApi, layout],
  )

  /** Shows a node in the middle, near enough to read; with `onlyIfHidden` leaves the view alone when it is in sight. */
  const centre = useCallback(
    (id: string, onlyIfHidden = false) => {
      const placed = places.get(id)
      if (!placed) return
      const { width, height, transform } = storeApi.getState()
      const [x, y, zoom] = transform
      const left = placed.x * zoom + x
      const top = placed.y * zoom + y
      const inSight =
        left >= MARGIN / 2 &&
        top >= MARGIN / 2 &&
        left + placed.width * zoom <= width - MARGIN / 2 &&
        top + Math.min(placed.height, 60) * zoom <= height - 2 * MARGIN
      if (onlyIfHidden && inSight) return
      const tall = placed.height * zoom > height
      flow.setCenter(placed.x + placed.width / 2, placed.y + (tall ? height / zoom / 2 - MARGIN : placed.height / 2), {
        zoom: Math.max(zoom, onlyIfHidden ? 0 : 0.75),
        duration: duration(),
      })
    },
    [flow, storeApi, places],
  )

  /** The first view: all of it where it stays readable, else its start (or the given node) from above. */
  const open = useCallback(
    (at: string | null) => {
      const { width, height } = storeApi.getState()
      const zoom = Math.min((width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height)
      if (zoom >= LEAST_FIT_ZOOM) return showAll(false)
      const first = layout.nodes.find((placed) => placed.node.kind === 'start') ?? layout.nodes[0]
      const placed = (at === null ? undefined : places.get(at)) ?? first
      if (!placed) return
      const across = (width - 2 * MARGIN) / layout.width
      const opening = Math.min(MOST_OPENING_ZOOM, Math.max(LEAST_FIT_ZOOM, across))
      const y = placed === first ? MARGIN - placed.y * opening : height / 2 - placed.y * opening
      const x = width / 2 - (opening <= across ? layout.width / 2 : placed.x + placed.width / 2) * opening
      flow.setViewport({ zoom: opening, x, y })
    },
    [flow, storeApi, layout, places, showAll],
  )

  return useMemo(() => ({ showAll, centre, open }), [showAll, centre, open])
}

export type Camera = ReturnType<typeof useCamera>

const duration = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM_MS)
