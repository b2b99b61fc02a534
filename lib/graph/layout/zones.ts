import type { Flow } from './flow'
import { straightEdges } from './happy-path'
import { orient } from './orient'

/** Where a node stands: in the main flow, in the lane of exceptions to its right, or apart because nothing leads there. */
export const CORE = 0
export const LANE = 1
export const STRAY = 2

/** A flow parted into zones, each with its own forward edges. */
export interface Zones {
  zone: Uint8Array
  /** Per zone the nodes, each before those it leads to. */
  orders: [number[], number[], number[]]
  /** Nodes of the lane that the main flow leads to, in the main flow's order. */
  laneRoots: number[]
  outgoing: number[][]
  /** True for edges inside one zone that take part in its ranks; the others are loops, catches and ways between zones. */
  forward: Uint8Array
  /** True for edges that lead from the main flow into the lane. */
  intoLane: Uint8Array
  /** Per node the forward edge that continues straight down, -1 for none. */
  straight: Int32Array
}

/**
 * Parts a flow. The lane holds what only failures lead to, and such targets of a catch that the happy path neither passes nor
 * is reached from, with what follows them: a shared "Fail" stands in the lane even when a Choice leads to it too, and so does
 * what several states lead to and what can only end badly.
 */
export function partFlow(flow: Flow): Zones {
  const { edges } = flow
  const count = flow.nodes.length
  const outgoing: number[][] = Array.from({ length: count }, () => [])
  edges.forEach((edge, index) => {
    outgoing[edge.source]?.push(index)
  })
  const ordinary = (edge: number) => edges[edge]?.exceptional === false
  const roots = flow.root >= 0 ? [flow.root] : []

  const draft = orient(edges, outgoing, roots, ordinary)
  const happy = straightEdges(flow, outgoing, draft.order, (edge) => ordinary(edge) && !draft.back.has(edge))
  const onPath = new Uint8Array(count)
  for (let node = flow.root; node >= 0 && !onPath[node]; ) {
    onPath[node] = 1
    const edge = happy[node]!
    node = edge < 0 ? -1 : edges[edge]!.target
  }
  const returns = nodesThatReach(flow, onPath, ordinary)
  const apart = new Uint8Array(count)
  for (const edge of edges)
    if (edge.exceptional && !onPath[edge.target] && !returns[edge.target]) apart[edge.target] = 1

  const zone = new Uint8Array(count).fill(STRAY)
  const core = spread(flow, outgoing, roots, (edge) => ordinary(edge) && !apart[edges[edge]!.target])
  for (const node of core) zone[node] = CORE
  const laneRoots: number[] = []
  const intoLane = new Uint8Array(edges.length)
  const coreOrder = orient(edges, outgoing, roots, (edge) => ordinary(edge) && zone[edges[edge]!.target] === CORE)
  for (const node of coreOrder.order) {
    for (const edge of outgoing[node] ?? []) {
      const target = edges[edge]!.target
      if (zone[target] === CORE) continue
      intoLane[edge] = 1
      if (zone[target] === LANE) continue
      zone[target] = LANE
      laneRoots.push(target)
    }
  }
  for (const node of spread(flow, outgoing, laneRoots, (edge) => zone[edges[edge]!.target] !== CORE)) zone[node] = LANE

  const inside = (wanted: number) => (edge: number) =>
    zone[edges[edge]!.source] === wanted && zone[edges[edge]!.target] === wanted
  const strayRoots = strayStarts(flow, zone)
  const parts = [
    coreOrder,
    orient(edges, outgoing, laneRoots, inside(LANE)),
    orient(edges, outgoing, strayRoots, inside(STRAY)),
  ]
  const forward = new Uint8Array(edges.length)
  edges.forEach((edge, index) => {
    const own = zone[edge.source]!
    if (own !== zone[edge.target] || edge.source === edge.target || (own === CORE && edge.exceptional)) return
    if (!parts[own]?.back.has(index)) forward[index] = 1
  })
  const orders: Zones['orders'] = [parts[0]!.order, parts[1]!.order, parts[2]!.order]
  const straight = straightEdges(flow, outgoing, orders.flat(), (edge) => forward[edge] === 1)
  return { zone, orders, laneRoots, outgoing, forward, intoLane, straight }
}

function spread(
  flow: Flow,
  outgoing: number[][],
  roots: readonly number[],
  allowed: (edge: number) => boolean,
): number[] {
  const seen = new Set(roots)
  const open = [...roots]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const edge of outgoing[node] ?? []) {
      const target = flow.edges[edge]!.target
      if (seen.has(target) || !allowed(edge)) continue
      seen.add(target)
      open.push(target)
    }
  }
  return [...seen]
}

function nodesThatReach(flow: Flow, goal: Uint8Array, allowed: (edge: number) => boolean): Uint8Array {
  const incoming: number[][] = Array.from({ length: flow.nodes.length }, () => [])
  flow.edges.forEach((edge, index) => {
    if (allowed(index)) incoming[edge.target]?.push(edge.source)
  })
  const reached = Uint8Array.from(goal)
  const open = [...goal.keys()].filter((node) => goal[node])
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const source of incoming[node] ?? []) {
      if (reached[source]) continue
      reached[source] = 1
      open.push(source)
    }
  }
  return reached
}

/** Stray nodes nothing leads to, then the others: a ring has to start somewhere. */
function strayStarts(flow: Flow, zone: Uint8Array): number[] {
  const led = new Uint8Array(flow.nodes.length)
  for (const edge of flow.edges) if (edge.source !== edge.target) led[edge.target] = 1
  const stray = [...zone.keys()].filter((node) => zone[node] === STRAY)
  return [...stray.filter((node) => !led[node]), ...stray.filter((node) => led[node])]
}
