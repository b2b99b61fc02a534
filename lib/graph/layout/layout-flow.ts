import { chainZones } from './chains'
import { composeBlocks } from './compose'
import { type Course, chartCourses, nodesByRank } from './courses'
import { drawFlow } from './draw'
import type { Flow, FlowLayout } from './flow'
import { placeZones, rootRank, stackZones } from './lane'
import { NODE_HEIGHT, RANK_GAP } from './measures'
import { planRoutes } from './plan'
import { lastRank, type Skeleton } from './skeleton'
import { assignTracks } from './tracks'
import { partFlow } from './zones'

/**
 * Lays out one scope. Deterministic, and linear in states and routes for the definitions people write: ranks from top to
 * bottom by the longest way, the happy path on one straight line, branches beside or below, handlers in a lane to the right,
 * long routes on verticals of their own, horizontals only in the gaps between ranks.
 *
 * Invariants: I1 no two boxes overlap; I2 no route passes through a box; I3 no label lies on a box.
 */
export function layoutFlow(flow: Flow): FlowLayout {
  const zones = partFlow(flow)
  const span = Int32Array.from(flow.nodes, (node) =>
    Math.max(1, Math.ceil((node.height + RANK_GAP) / (NODE_HEIGHT + RANK_GAP) - 0.2)),
  )
  for (;;) {
    const chained = chainZones(flow, zones, span, rootRank(flow, zones))
    stackZones(flow, zones, span, chained)
    const skeleton = planRoutes(flow, zones, span, chained)
    placeZones(flow, zones, skeleton, composeBlocks(flow, zones.straight, skeleton))
    const ranks = nodesByRank(skeleton, flow.nodes.length)
    const courses = chartCourses(flow, skeleton, ranks)
    const crossed = crossedBoxes(flow, skeleton, courses, ranks)
    if (crossed.length === 0) return drawFlow(flow, skeleton, courses, assignTracks(flow, courses), ranks.length)
    // A horizontal meets a tall box: the box takes one rank as high as itself, and the horizontal passes above or below it.
    for (const node of crossed) span[node] = 1
  }
}

/** Boxes over several ranks that a horizontal in a gap between those ranks would pass through. */
function crossedBoxes(
  flow: Flow,
  skeleton: Skeleton,
  courses: readonly Course[],
  ranks: readonly (readonly number[])[],
): number[] {
  const crossed = new Set<number>()
  const check = (gap: number | null, from: number, to: number) => {
    if (gap === null || gap < 0) return
    for (const node of ranks[gap] ?? []) {
      if (lastRank(skeleton, node) === gap) continue
      const line = skeleton.chains[skeleton.chainOf[node]!]!.x
      const half = flow.nodes[node]!.width / 2 + 6
      if (line + half > Math.min(from, to) && line - half < Math.max(from, to)) crossed.add(node)
    }
  }
  for (const course of courses) {
    check(course.gapOut, course.exitX, course.x)
    check(course.gapIn, course.x, course.entryX)
  }
  return [...crossed]
}
