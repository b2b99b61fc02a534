import type { Chained } from './chains'
import { attach, type Block, emptyBlock } from './compose'
import type { Flow, FlowEdge } from './flow'
import { LABEL_MARGIN, ROUTE_ROOM, SIDE_ROOM, TRACK } from './measures'
import { lastRank, type Skeleton, type Trunk } from './skeleton'
import { LANE, STRAY, type Zones } from './zones'

/** How many ranks a handler may stand below its first place so that the lane stays one column. */
const MAX_DROP = 3

/** First rank of a zone's root: a handler stands at the height of the last state that leads to it. */
export function rootRank(flow: Flow, zones: Zones): (node: number, rank: Int32Array) => number {
  const led = new Map<number, number[]>()
  flow.edges.forEach((edge, index) => {
    if (!zones.intoLane[index]) return
    const sources = led.get(edge.target)
    if (sources) sources.push(edge.source)
    else led.set(edge.target, [edge.source])
  })
  return (node, rank) => (led.get(node) ?? []).reduce((most, source) => Math.max(most, rank[source]!), 0)
}

/** Moves groups of handlers down where the lane's column is taken, and what nothing leads to below everything else. */
export function stackZones(flow: Flow, zones: Zones, span: Int32Array, chained: Chained): void {
  const { rank } = chained
  const laneGroups = connected(flow, zones, LANE).map((nodes) => ({ nodes, ...extent(nodes, rank, span) }))
  laneGroups.sort((a, b) => a.top - b.top)
  let taken = -1
  let most = -1
  for (const node of zones.orders[0]) most = Math.max(most, rank[node]! + span[node]! - 1)
  for (const group of laneGroups) {
    const drop = Math.max(0, taken + 1 - group.top)
    if (drop <= MAX_DROP) {
      shift(group.nodes, drop, chained)
      taken = group.bottom + drop
    }
    most = Math.max(most, group.bottom + (drop <= MAX_DROP ? drop : 0))
  }
  shift(zones.orders[STRAY], most + 1, chained)
}

/**
 * Places the zones beside each other: the main flow on x = 0, the lane to the right of the part of it that leads there, with
 * one vertical for all the catches into a handler, and strays below. Sets every chain's and trunk's absolute `x`.
 */
export function placeZones(flow: Flow, zones: Zones, skeleton: Skeleton, blocks: ReadonlyMap<number, Block>): void {
  const { chains, chainOf } = skeleton
  const roots = [...blocks.keys()].sort((a, b) => a - b)
  const zoneOf = (chain: number) => zones.zone[chains[chain]!.nodes[0]!]!
  let ranks = 0
  for (const block of blocks.values()) ranks = Math.max(ranks, block.top + block.left.length)
  const all = emptyBlock(Math.min(0, ...[...blocks.values()].map((block) => block.top)), ranks)
  for (const root of roots) {
    if (zoneOf(root) === LANE) continue
    const anything = all.right.some(Number.isFinite)
    chains[root]!.x =
      anything && zoneOf(root) === STRAY ? attach(all, blocks.get(root)!, 1, 0) : merge(all, blocks.get(root)!)
  }
  resolve(skeleton, (chain) => zoneOf(chain) !== LANE)

  const laneRoots = roots.filter((root) => zoneOf(root) === LANE)
  if (laneRoots.length === 0) return
  const { lane, trunks } = laneTrunks(flow, zones, skeleton, all)
  for (const root of laneRoots) {
    const block = blocks.get(root)!
    const first = block.left.reduce((least, value) => Math.min(least, value), 0)
    chains[root]!.x = attach(all, block, 1, lane - first)
  }
  resolve(skeleton, (chain) => zoneOf(chain) === LANE)
  for (const [index, edge] of flow.edges.entries()) {
    if (!zones.intoLane[index]) continue
    const trunk = trunks.get(netOf(edge))
    const edgeOfTarget = chains[chainOf[edge.target]!]!.x - flow.nodes[edge.target]!.width / 2
    skeleton.plans[index]!.via = trunk ?? { ...noTrunk, x: edgeOfTarget - 2 * ROUTE_ROOM }
  }
}

/** Catches and ordinary routes into one handler look different, so they don't share a vertical. */
const netOf = (edge: FlowEdge) => edge.target * 2 + (edge.exceptional ? 1 : 0)

const noTrunk: Trunk = { host: -1, side: 0, room: 0, top: 0, bottom: 0, reach: 0, x: 0 }

/** Verticals for the handlers that more than one route leads to, packed into channels; and where the lane begins. */
function laneTrunks(flow: Flow, zones: Zones, skeleton: Skeleton, core: Block) {
  const { rank, chains, chainOf } = skeleton
  const spans = new Map<number, { top: number; bottom: number; routes: number }>()
  let first = Infinity
  let last = -Infinity
  let right = -Infinity
  flow.edges.forEach((edge, index) => {
    if (!zones.intoLane[index]) return
    const span = spans.get(netOf(edge)) ?? { top: rank[edge.target]!, bottom: rank[edge.target]!, routes: 0 }
    span.top = Math.min(span.top, rank[edge.source]!)
    span.bottom = Math.max(span.bottom, lastRank(skeleton, edge.source))
    span.routes++
    spans.set(netOf(edge), span)
    const line = chains[chainOf[edge.source]!]!.x
    right = Math.max(
      right,
      line + flow.nodes[edge.source]!.width / 2 + edge.label + (edge.label > 0 ? LABEL_MARGIN : 0),
    )
  })
  for (const span of spans.values()) {
    first = Math.min(first, span.top)
    last = Math.max(last, span.bottom)
  }
  for (const node of zones.orders[LANE]) last = Math.max(last, lastRank(skeleton, node))
  for (let at = Math.max(0, first - core.top); at <= last - core.top; at++) right = Math.max(right, core.right[at]!)

  const channels: number[] = []
  const trunks = new Map<number, Trunk>()
  const wanted = [...spans].filter(([, span]) => span.routes > 1 || span.top !== span.bottom)
  wanted.sort(([, a], [, b]) => a.top - b.top || b.bottom - a.bottom)
  for (const [net, span] of wanted) {
    let channel = channels.findIndex((bottom) => bottom < span.top)
    if (channel === -1) channel = channels.length
    channels[channel] = span.bottom
    trunks.set(net, { ...noTrunk, top: span.top, bottom: span.bottom, x: channel })
  }
  const edge = right + TRACK / 2
  for (const trunk of trunks.values()) trunk.x = edge + (channels.length - trunk.x) * TRACK
  return { lane: edge + (channels.length + 1) * TRACK + (channels.length > 0 ? SIDE_ROOM : 0), trunks }
}

/** Turns distances from hosts into places in the scope. Hosts come before what hangs on them. */
function resolve({ chains, trunks }: Skeleton, wanted: (chain: number) => boolean): void {
  chains.forEach((chain, index) => {
    if (chain.host !== -1 && wanted(index)) chain.x += chains[chain.host]!.x
  })
  for (const trunk of trunks) if (wanted(trunk.host)) trunk.x += chains[trunk.host]!.x
}

function merge(all: Block, block: Block): number {
  const shift = block.top - all.top
  for (let at = 0; at < block.left.length; at++) {
    all.left[at + shift] = Math.min(all.left[at + shift]!, block.left[at]!)
    all.right[at + shift] = Math.max(all.right[at + shift]!, block.right[at]!)
  }
  return 0
}

function connected(flow: Flow, zones: Zones, zone: number): number[][] {
  const group = new Map<number, number[]>()
  const next: number[][] = Array.from({ length: flow.nodes.length }, () => [])
  flow.edges.forEach((edge, index) => {
    if (!zones.forward[index] || zones.zone[edge.source] !== zone) return
    next[edge.source]!.push(edge.target)
    next[edge.target]!.push(edge.source)
  })
  const groups: number[][] = []
  for (const root of zones.orders[zone as 0 | 1 | 2]) {
    if (group.has(root)) continue
    const nodes: number[] = []
    const open = [root]
    group.set(root, nodes)
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      nodes.push(node)
      for (const other of next[node]!) {
        if (group.has(other)) continue
        group.set(other, nodes)
        open.push(other)
      }
    }
    groups.push(nodes)
  }
  return groups
}

function extent(nodes: readonly number[], rank: Int32Array, span: Int32Array): { top: number; bottom: number } {
  let top = Infinity
  let bottom = -Infinity
  for (const node of nodes) {
    top = Math.min(top, rank[node]!)
    bottom = Math.max(bottom, rank[node]! + span[node]! - 1)
  }
  return { top, bottom }
}

function shift(nodes: readonly number[], by: number, { rank, chains, chainOf }: Chained): void {
  if (by === 0) return
  for (const node of nodes) {
    rank[node]! += by
    const chain = chains[chainOf[node]!]!
    if (chain.nodes[0] !== node) continue
    chain.top += by
    chain.bottom += by
  }
}
