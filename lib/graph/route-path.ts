import type { Point } from './layout/flow'
import { CORNER } from './layout/measures'

/** A route as SVG path data, and its arrow's triangle. */
export interface RoutePath {
  line: string
  arrow: string
  /** Length of the line in px, about: corners are taken as they would be without rounding. */
  length: number
}

const ARROW_LENGTH = 6
const ARROW_HALF = 3.2

/** Draws a route with round corners (radius 12, less where a stretch is short); the line stops where the arrow begins. */
export function routePath(points: readonly Point[]): RoutePath {
  const last = points.at(-1)
  const before = points.at(-2)
  if (!last || !before) return { line: '', arrow: '', length: 0 }
  const reach = Math.hypot(last.x - before.x, last.y - before.y) || 1
  const dx = (last.x - before.x) / reach
  const dy = (last.y - before.y) / reach
  const foot = { x: last.x - dx * ARROW_LENGTH, y: last.y - dy * ARROW_LENGTH }
  const left = { x: foot.x - dy * ARROW_HALF, y: foot.y + dx * ARROW_HALF }
  const right = { x: foot.x + dy * ARROW_HALF, y: foot.y - dx * ARROW_HALF }
  const corners = [...points.slice(0, -1), foot]
  let line = `M${at(corners[0]!)}`
  let length = 0
  for (let index = 1; index < corners.length; index++) {
    const from = corners[index - 1]!
    const here = corners[index]!
    const to = corners[index + 1]
    length += distance(from, here)
    if (!to) {
      line += `L${at(here)}`
      break
    }
    const radius = Math.min(CORNER, distance(from, here) / 2, distance(here, to) / 2)
    line += `L${at(toward(here, from, radius))}Q${at(here)} ${at(toward(here, to, radius))}`
  }
  return { line, arrow: `M${at(left)}L${at(last)}L${at(right)}Z`, length }
}

const round = (value: number) => Math.round(value * 100) / 100
const at = (point: Point) => `${round(point.x)} ${round(point.y)}`
const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

function toward(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by }
}
