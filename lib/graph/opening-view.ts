import type { GraphLayout } from './layout/layout-graph'

/** Kept free around a graph that is seen whole, in px of the screen. */
const VIEW_MARGIN = 32
/** A graph that would have to be smaller than this to be seen whole opens at its start instead, as wide as it can be seen. */
const LEAST_FIT_ZOOM = 0.45
const MOST_OPENING_ZOOM = 0.85

/** Where the drawing's origin lies on the screen (px), and how large it is drawn. */
export interface GraphView {
  x: number
  y: number
  zoom: number
}

interface Room {
  width: number
  height: number
}

/** All of the graph in the middle, never enlarged. */
export function wholeView(layout: Pick<GraphLayout, 'width' | 'height'>, { width, height }: Room): GraphView {
  const zoom = Math.min(1, (width - 2 * VIEW_MARGIN) / layout.width, (height - 2 * VIEW_MARGIN) / layout.height)
  return { zoom, x: (width - layout.width * zoom) / 2, y: (height - layout.height * zoom) / 2 }
}

/** The first view: all of it where it stays readable, else its start from above, or the node called `at` in the middle. */
export function openingView(layout: GraphLayout, room: Room, at: string | null): GraphView {
  const whole = wholeView(layout, room)
  const start = layout.nodes.find((placed) => placed.node.kind === 'start') ?? layout.nodes[0]
  const placed = layout.nodes.find(({ node }) => node.id === at) ?? start
  if (whole.zoom >= LEAST_FIT_ZOOM || !placed) return whole
  const across = (room.width - 2 * VIEW_MARGIN) / layout.width
  const zoom = Math.min(MOST_OPENING_ZOOM, Math.max(LEAST_FIT_ZOOM, across))
  return {
    zoom,
    x: room.width / 2 - (zoom <= across ? layout.width / 2 : placed.x + placed.width / 2) * zoom,
    y: placed === start ? VIEW_MARGIN - placed.y * zoom : room.height / 2 - placed.y * zoom,
  }
}
