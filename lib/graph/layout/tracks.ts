import type { Course } from './courses'
import type { Flow } from './flow'

/** The horizontals of one gap: leaving ones above, arriving ones below, each on a track counted from its group's upper edge. */
export interface GapTracks {
  out: number
  in: number
}

/** Which track each route takes in the gap it leaves through and the gap it arrives through. */
export interface Tracks {
  gaps: Map<number, GapTracks>
  out: Int32Array
  in: Int32Array
}

interface Stretch {
  low: number
  high: number
  edges: number[]
}

/**
 * Gives every horizontal a track, so that two that would touch lie apart. Routes out of one port share a track, and so do
 * routes into one target: they meet there anyway.
 */
export function assignTracks(flow: Flow, courses: readonly Course[]): Tracks {
  const tracks: Tracks = {
    gaps: new Map(),
    out: new Int32Array(courses.length),
    in: new Int32Array(courses.length),
  }
  const leaving = new Map<number, Map<string, Stretch>>()
  const arriving = new Map<number, Map<string, Stretch>>()
  courses.forEach((course, index) => {
    const { source, target } = flow.edges[index]!
    if (course.gapOut !== null) add(leaving, course.gapOut, `${source}/${course.exitX}`, index, course.exitX, course.x)
    if (course.gapIn !== null) add(arriving, course.gapIn, `${target}`, index, course.x, course.entryX)
  })
  for (const [gap, stretches] of leaving) {
    const count = pack(stretches, tracks.out)
    tracks.gaps.set(gap, { out: count, in: 0 })
  }
  for (const [gap, stretches] of arriving) {
    const count = pack(stretches, tracks.in)
    tracks.gaps.set(gap, { out: tracks.gaps.get(gap)?.out ?? 0, in: count })
  }
  return tracks
}

function add(
  gaps: Map<number, Map<string, Stretch>>,
  gap: number,
  net: string,
  edge: number,
  from: number,
  to: number,
) {
  let stretches = gaps.get(gap)
  if (!stretches) {
    stretches = new Map()
    gaps.set(gap, stretches)
  }
  const known = stretches.get(net)
  if (!known) stretches.set(net, { low: Math.min(from, to), high: Math.max(from, to), edges: [edge] })
  else {
    known.low = Math.min(known.low, from, to)
    known.high = Math.max(known.high, from, to)
    known.edges.push(edge)
  }
}

/** First fit from the left; gives the number of tracks. */
function pack(stretches: ReadonlyMap<string, Stretch>, track: Int32Array): number {
  const ends: number[] = []
  for (const stretch of [...stretches.values()].sort((a, b) => a.low - b.low || a.high - b.high)) {
    let free = ends.findIndex((end) => end + 8 < stretch.low)
    if (free === -1) free = ends.length
    ends[free] = stretch.high
    for (const edge of stretch.edges) track[edge] = free
  }
  return ends.length
}
