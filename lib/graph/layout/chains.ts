import type { Flow } from './flow'
import { LABEL_MARGIN } from './measures'
import type { Chain, Side } from './skeleton'
import type { Zones } from './zones'

/** Chains and ranks of a flow. */
export interface Chained {
  chains: Chain[]
  chainOf: Int32Array
  rank: Int32Array
  /** Edges whose target stands beside their source, at the same rank. */
  beside: Uint8Array
}

/**
 * Parts each zone into chains along the straight edges, the happy path first, and ranks it by the longest way. Up to two
 * branches of a state stand beside it; more stand below it in a fan. `baseOf` gives a root's first rank.
 */
export function chainZones(
  flow: Flow,
  zones: Zones,
  span: Int32Array,
  baseOf: (node: number, rank: Int32Array) => number,
): Chained {
  const { edges } = flow
  const count = flow.nodes.length
  const ledForward = new Int32Array(count)
  edges.forEach((edge, index) => {
    if (zones.forward[index]) ledForward[edge.target]!++
  })
  const beside = new Uint8Array(edges.length)
  for (let node = 0; node < count; node++) {
    const owned = zones.outgoing[node]!.filter(
      (edge) => zones.forward[edge] && zones.straight[node] !== edge && ledForward[edges[edge]!.target] === 1,
    )
    if (owned.length <= 2 && span[node] === 1) for (const edge of owned) beside[edge] = 1
  }

  const rank = new Int32Array(count)
  const branch = new Int32Array(count).fill(-1)
  for (const order of zones.orders) {
    for (const node of order) rank[node] = baseOf(node, rank)
    for (const node of order) {
      for (const edge of zones.outgoing[node]!) {
        if (!zones.forward[edge]) continue
        const { target } = edges[edge]!
        const least = rank[node]! + (beside[edge] ? 0 : span[node]!)
        const closer = branch[target] === -1 || rank[node]! > rank[edges[branch[target]!]!.source]!
        if (closer) branch[target] = edge
        if (least > rank[target]!) rank[target] = least
      }
    }
  }

  const chains: Chain[] = []
  const chainOf = new Int32Array(count).fill(-1)
  for (const order of zones.orders) {
    for (const head of order) {
      if (chainOf[head] !== -1) continue
      const nodes: number[] = []
      for (let node = head; node !== -1 && chainOf[node] === -1; ) {
        chainOf[node] = chains.length
        nodes.push(node)
        const edge = zones.straight[node]!
        node = edge === -1 ? -1 : edges[edge]!.target
      }
      const tail = nodes[nodes.length - 1]!
      chains.push({
        nodes,
        branch: branch[head]!,
        host: -1,
        side: 0,
        room: 0,
        top: rank[head]!,
        bottom: rank[tail]! + span[tail]! - 1,
        x: 0,
      })
    }
  }
  for (const chain of chains) {
    if (chain.branch === -1) continue
    chain.host = chainOf[edges[chain.branch]!.source]!
  }
  placeSides(flow, zones, chains, chainOf, beside)
  return { chains, chainOf, rank, beside }
}

/** One branch goes right, or outward on a chain that is itself to a side; of several the first half goes left. */
function placeSides(flow: Flow, zones: Zones, chains: Chain[], chainOf: Int32Array, beside: Uint8Array) {
  const headed = (edge: number): Chain | null => {
    const { target } = flow.edges[edge]!
    const chain = chains[chainOf[target]!]!
    return chain.branch === edge && chain.nodes[0] === target ? chain : null
  }
  const spread = (host: Chain, branches: readonly number[]) => {
    const outward: Side = host.side === 0 ? 1 : host.side
    branches.forEach((edge, index) => {
      const chain = headed(edge)
      if (chain) chain.side = branches.length === 1 ? outward : index < Math.floor(branches.length / 2) ? -1 : 1
    })
  }
  for (const host of chains) {
    for (const node of host.nodes) {
      const branches = zones.outgoing[node]!.filter((edge) => headed(edge))
      if (branches.length === 0) continue
      spread(
        host,
        branches.filter((edge) => beside[edge]),
      )
      spread(
        host,
        branches.filter((edge) => !beside[edge]),
      )
      for (const edge of branches) {
        const chain = headed(edge)
        if (!chain || !beside[edge]) continue
        const { label, target } = flow.edges[edge]!
        const between = label > 0 ? label + 2 * LABEL_MARGIN : 2 * LABEL_MARGIN
        chain.room = (flow.nodes[node]!.width + flow.nodes[target]!.width) / 2 + between
      }
    }
  }
}
