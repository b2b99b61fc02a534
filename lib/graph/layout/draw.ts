import type { Course } from './courses'
import type { Flow, FlowLayout, FlowRoute, Point } from './flow'
import { LABEL_HEIGHT, LABEL_MARGIN, LABEL_ROOM, PORT, RANK_GAP, TRACK } from './measures'
import { lastRank, type Skeleton } from './skeleton'
import type { Tracks } from './tracks'

/** Upper share of a gap without tracks; the rest is the arrow's. */
const GAP_HEAD = RANK_GAP / 2 - 2

/** Gives ranks and gaps their heights, and everything its place, moved so that the drawing begins at 0, 0. */
export function drawFlow(
  flow: Flow,
  skeleton: Skeleton,
  courses: readonly Course[],
  tracks: Tracks,
  ranks: number,
): FlowLayout {
  const labelled = labelRows(flow, skeleton, courses)
  const { top, gapTop } = heights(flow, skeleton, tracks, labelled, ranks)
  const places = flow.nodes.map((node, index) => ({
    x: skeleton.chains[skeleton.chainOf[index]!]!.x - node.width / 2,
    y: top[skeleton.rank[index]!]!,
  }))
  const outY = (edge: number, gap: number) => gapTop(gap) + GAP_HEAD + tracks.out[edge]! * TRACK
  const inY = (edge: number, gap: number) => {
    const before = tracks.gaps.get(gap)!
    const labels = labelled.has(gap) ? LABEL_ROOM : 0
    return gapTop(gap) + GAP_HEAD + before.out * TRACK + labels + tracks.in[edge]! * TRACK
  }

  const portOffset = sidePorts(flow, courses)
  const routes = courses.map((course, index): FlowRoute => {
    const { source, target, label } = flow.edges[index]!
    const from = places[source]!
    const to = places[target]!
    const sourceNode = flow.nodes[source]!
    const targetNode = flow.nodes[target]!
    const points: Point[] = []
    const exitY =
      course.exit === 'bottom'
        ? from.y + sourceNode.height
        : course.exit === 'top'
          ? from.y
          : from.y + Math.min(PORT, sourceNode.height / 2) + portOffset[index]!
    points.push({ x: course.exitX, y: exitY })
    if (course.gapOut !== null) {
      points.push({ x: course.exitX, y: outY(index, course.gapOut) }, { x: course.x, y: outY(index, course.gapOut) })
    } else points.push({ x: course.x, y: exitY })
    if (course.gapIn !== null) {
      points.push({ x: course.x, y: inY(index, course.gapIn) }, { x: course.entryX, y: inY(index, course.gapIn) })
    }
    const entryY = course.entry === 'top' ? to.y : to.y + Math.min(PORT, targetNode.height / 2)
    if (course.entry !== 'top') points.push({ x: course.x, y: entryY })
    points.push({ x: course.entryX, y: entryY })
    const row = gapTop(lastRank(skeleton, source))
    const out = tracks.gaps.get(lastRank(skeleton, source))?.out ?? 0
    const labelY = row + (out > 0 ? GAP_HEAD + (out - 1) * TRACK : 0) + LABEL_ROOM / 2 + 2
    const corners = straighten(points)
    return {
      points: corners,
      label: label > 0 ? labelPoint(course, label, corners, labelY, from.x, sourceNode.width) : null,
    }
  })
  return normalise(flow, places, routes)
}

/** Rows of labels stand beneath the leaving tracks of a gap. */
function labelRows(flow: Flow, skeleton: Skeleton, courses: readonly Course[]): Set<number> {
  const rows = new Set<number>()
  flow.edges.forEach((edge, index) => {
    if (edge.label > 0 && courses[index]!.exit === 'bottom') rows.add(lastRank(skeleton, edge.source))
  })
  return rows
}

function heights(flow: Flow, skeleton: Skeleton, tracks: Tracks, labelled: ReadonlySet<number>, ranks: number) {
  const ending: number[][] = Array.from({ length: ranks }, () => [])
  flow.nodes.forEach((_, node) => {
    ending[lastRank(skeleton, node)]!.push(node)
  })
  const gapHeight = (gap: number) => {
    const used = tracks.gaps.get(gap)
    const count = used ? used.out + used.in : 0
    const labels = labelled.has(gap) ? LABEL_ROOM : 0
    const open = gap >= 0 && (ending[gap]?.length ?? 0) > 0
    return (open || count > 0 ? RANK_GAP : 0) + Math.max(0, count - 1) * TRACK + labels
  }
  const top = new Float64Array(ranks + 1)
  const bottom = new Float64Array(ranks + 1)
  top[0] = gapHeight(-1)
  for (let rank = 0; rank < ranks; rank++) {
    let low = top[rank]!
    for (const node of ending[rank]!) low = Math.max(low, top[skeleton.rank[node]!]! + flow.nodes[node]!.height)
    bottom[rank] = low
    top[rank + 1] = low + gapHeight(rank)
  }
  return { top, gapTop: (gap: number) => (gap < 0 ? 0 : bottom[gap]!) }
}

/** Spreads routes that leave one side of a card for different targets, so that each can be followed. */
function sidePorts(flow: Flow, courses: readonly Course[]): Float64Array {
  const offsets = new Float64Array(courses.length)
  const bySide = new Map<string, number[]>()
  courses.forEach((course, index) => {
    if (course.exit !== 'left' && course.exit !== 'right') return
    const key = `${flow.edges[index]!.source}/${course.exit}`
    const list = bySide.get(key)
    if (list) list.push(index)
    else bySide.set(key, [index])
  })
  for (const list of bySide.values()) {
    if (list.length < 2) continue
    const step = Math.min(LABEL_HEIGHT, 34 / (list.length - 1))
    list.forEach((edge, at) => {
      offsets[edge] = (at - (list.length - 1) / 2) * step
    })
  }
  return offsets
}

function labelPoint(
  course: Course,
  label: number,
  points: readonly Point[],
  rowY: number,
  left: number,
  width: number,
): Point {
  const [first, second, third] = points as [Point, Point, Point | undefined]
  if (course.exit === 'bottom') {
    const fromMiddle = Math.abs(course.exitX - left - width / 2) < 0.5
    const turnsUp = points.length > 3 && points[3]!.y < second.y
    if (!third || (fromMiddle && course.labelOnLine && !turnsUp)) return { x: course.x, y: rowY }
    // Beside the source's line, clear of the label that may stand on it.
    const away = Math.sign(third.x - second.x)
    return { x: second.x + away * (label / 2 + (fromMiddle ? width / 2 - 28 : 10)), y: second.y }
  }
  if (course.exit === 'top') return { x: first.x, y: first.y - LABEL_ROOM / 2 }
  const sign = course.exit === 'left' ? -1 : 1
  const room = Math.abs(second.x - first.x)
  const near = room < label + 2 * LABEL_MARGIN + 4 ? room / 2 : label / 2 + LABEL_MARGIN - 4
  return { x: first.x + sign * near, y: first.y }
}

/** Leaves out points that repeat or lie on a straight line. */
function straighten(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (last && Math.abs(last.x - point.x) < 0.01 && Math.abs(last.y - point.y) < 0.01) continue
    const before = kept.at(-2)
    if (
      last &&
      before &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y))
    ) {
      kept[kept.length - 1] = point
    } else kept.push(point)
  }
  return kept
}

function normalise(flow: Flow, places: Point[], routes: FlowRoute[]): FlowLayout {
  let left = Infinity
  let right = -Infinity
  let low = 0
  const take = (x: number, y: number, half = 0) => {
    left = Math.min(left, x - half)
    right = Math.max(right, x + half)
    low = Math.max(low, y)
  }
  places.forEach((place, index) => {
    take(place.x, place.y + flow.nodes[index]!.height)
    take(place.x + flow.nodes[index]!.width, place.y)
  })
  routes.forEach((route, index) => {
    for (const point of route.points) take(point.x, point.y, 2)
    if (route.label) take(route.label.x, route.label.y + LABEL_HEIGHT / 2, flow.edges[index]!.label / 2)
  })
  if (places.length === 0) return { width: 0, height: 0, places, routes }
  for (const place of places) place.x -= left
  for (const route of routes) {
    for (const point of route.points) point.x -= left
    if (route.label) route.label.x -= left
  }
  return { width: right - left, height: low, places, routes }
}
