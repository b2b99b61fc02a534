import type { Flow } from './flow'
import { LABEL_MARGIN, PORT } from './measures'
import { lastRank, type Skeleton } from './skeleton'

/** A route as horizontals and verticals before heights are known. Gaps are numbered by the rank above them; -1 for none, -2 the one above rank 0... */
export interface Course {
  exit: 'bottom' | 'top' | 'left' | 'right'
  /** Where it leaves its source: x of the port. */
  exitX: number
  /** Gap in which it goes over to its vertical; null when it leaves on it or at a side. */
  gapOut: number | null
  /** The vertical. */
  x: number
  /** Gap in which it goes over to its target's line; null when it arrives on the vertical or at a side. */
  gapIn: number | null
  entry: 'top' | 'left' | 'right'
  entryX: number
  /** False where its vertical keeps no room for a label: the label then stands where the route leaves. */
  labelOnLine: boolean
}

/** Distance of a bottom port from its card's corner, for routes that can't leave at the side. */
const CORNER_PORT = 28
/** A vertical this near to a box's corner doesn't enter by its top edge. */
const TOP_INSET = 22

/** Who stands at each rank, tall boxes at each of theirs. */
export function nodesByRank(skeleton: Skeleton, count: number): number[][] {
  const ranks: number[][] = []
  for (let node = 0; node < count; node++) {
    for (let rank = skeleton.rank[node]!; rank <= lastRank(skeleton, node); rank++) {
      const list = ranks[rank]
      if (list) list.push(node)
      else ranks[rank] = [node]
    }
  }
  return Array.from(ranks, (list) => list ?? [])
}

/** Turns every plan into a course, through the gaps wherever a side is blocked. */
export function chartCourses(flow: Flow, skeleton: Skeleton, ranks: readonly (readonly number[])[]): Course[] {
  const { rank, chains, chainOf, plans } = skeleton
  const lineOf = (node: number) => chains[chainOf[node]!]!.x
  const half = (node: number) => flow.nodes[node]!.width / 2
  const leaves = new Uint8Array(flow.nodes.length)
  const clear = (level: number, from: number, to: number, label: number, ...ends: number[]) => {
    const low = Math.min(from, to)
    const high = Math.max(from, to)
    return (ranks[level] ?? []).every((node) => {
      if (ends.includes(node)) return true
      const line = lineOf(node)
      // A route passes below a stone, its label would not.
      if (flow.nodes[node]!.height < PORT - 4) return Math.abs(line - from) > label + 2 * LABEL_MARGIN
      return line + half(node) + 6 <= low || line - half(node) - 6 >= high
    })
  }

  const courses = flow.edges.map((edge, index): Course => {
    const plan = plans[index]!
    const { source, target } = edge
    const at = lineOf(source)
    const to = lineOf(target)
    const x = plan.via === 'source' ? at : plan.via === 'target' ? to : plan.via.x
    let { exit } = plan
    let exitX = at
    if (exit === 'left' || exit === 'right') {
      const sign = exit === 'left' ? -1 : 1
      exitX = at + sign * half(source)
      const beside = plan.entry !== 'top' && rank[source] === rank[target] && plan.via === 'target'
      const end = beside ? to - sign * half(target) : x
      if (
        !clear(rank[source]!, exitX, end, edge.label, source, ...(beside ? [target] : [])) ||
        sign * (end - exitX) < 0
      ) {
        exit = 'bottom'
        exitX = at + sign * Math.max(0, half(source) - CORNER_PORT)
      } else leaves[source]! |= sign === -1 ? 1 : 2
    }
    const gapOut = exit === 'bottom' && Math.abs(exitX - x) > 0.5 ? lastRank(skeleton, source) : null
    const labelOnLine = typeof plan.via === 'string' || plan.via.reach >= edge.label / 2
    return { exit, exitX, gapOut, x, gapIn: null, entry: plan.entry, entryX: to, labelOnLine }
  })

  flow.edges.forEach(({ source, target }, index) => {
    const course = courses[index]!
    const to = lineOf(target)
    if (course.entry !== 'top') {
      const sign = course.entry === 'left' ? -1 : 1
      const edge = to + sign * half(target)
      const taken = (leaves[target]! & (sign === -1 ? 1 : 2)) !== 0
      const beside = plans[index]!.via === 'target' && rank[source] === rank[target]
      const from = course.x
      if (beside && course.exit === 'bottom') {
        // Something stands between the two: over both, in the gap above their rank.
        Object.assign(course, {
          exit: 'top',
          exitX: lineOf(source),
          x: lineOf(source),
          gapOut: null,
          entry: 'top',
          entryX: to,
        })
        course.gapIn = rank[target]! - 1
        return
      }
      if (beside) {
        course.x = edge
        course.entryX = edge
        return
      }
      if (!taken && sign * (from - edge) >= -0.5 && clear(rank[target]!, from, edge, -2 * LABEL_MARGIN, target)) {
        course.entryX = edge
        return
      }
      course.entry = 'top'
    }
    course.entryX = to
    const inside = Math.abs(course.x - to) <= Math.max(0.5, half(target) - TOP_INSET)
    const fromAbove =
      course.gapOut !== null ? course.gapOut < rank[target]! : rank[source]! < rank[target]! && course.exit !== 'top'
    if (inside && fromAbove) course.entryX = course.x
    else if (Math.abs(course.x - to) > 0.5) course.gapIn = rank[target]! - 1
  })
  return courses
}
