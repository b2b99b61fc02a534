'use client'

import { type KeyboardEvent, useCallback } from 'react'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'
import type { Direction, Neighbours } from '@/lib/graph/neighbours'
import { useGraph } from './graph-context'
import type { Camera } from './use-camera'

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Keys of the graph while one of its states has the focus: arrows, Enter, Escape, +, -, Alt+C. */
export function useGraphKeys(layout: GraphLayout, neighbours: Neighbours, camera: Camera) {
  const { store, onSelect, onOpen, onToggle } = useGraph()
  return useCallback(
    (event: KeyboardEvent) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset.state : undefined
      const placed = id === undefined ? undefined : layout.nodes.find((each) => each.node.id === id)
      if (event.altKey && event.key.toLowerCase() === 'c') {
        event.preventDefault()
        const target = id ?? store.selected()
        if (target) camera.centre(target)
        else camera.showAll()
        return
      }
      if (event.key === 'Escape' && store.selected() !== null) {
        event.stopPropagation()
        onSelect(null)
        return
      }
      if (placed?.node.kind !== 'state' || event.ctrlKey || event.metaKey || event.altKey) return
      const arrow = ARROWS[event.key]
      if (arrow) {
        event.preventDefault()
        const next = neighbours.of(placed.node.id, arrow)
        if (next === null) return
        store.focus(next, true)
        camera.centre(next, true)
      } else if (event.key === 'Enter') {
        event.preventDefault()
        onSelect(placed.node.path)
        onOpen(placed.node.path)
      } else if (placed.node.container && (event.key === '+' || event.key === '-')) {
        event.preventDefault()
        if ((event.key === '-') === placed.node.scopes.length > 0) onToggle(placed.node.path)
      }
    },
    [layout, neighbours, camera, store, onSelect, onOpen, onToggle],
  )
}
