'use client'

import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback, useMemo } from 'react'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'
import { wholeView } from '@/lib/graph/opening-view'

const CALM_MS = 220
const MARGIN = 32

/** Moves the view. Durations are 0 where the reader wants no motion. */
export function useCamera(layout: GraphLayout) {
  const flow = useReactFlow()
  const storeApi = useStoreApi()

  const places = useMemo(() => new Map(layout.nodes.map((placed) => [placed.node.id, placed])), [layout])

  const showAll = useCallback(() => {
    const { width, height } = storeApi.getState()
    if (width === 0 || height === 0) return
    flow.setViewport(wholeView(layout, { width, height }), { duration: duration() })
  }, [flow, storeApi, layout])

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

  return useMemo(() => ({ showAll, centre }), [showAll, centre])
}

export type Camera = ReturnType<typeof useCamera>

const duration = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM_MS)
