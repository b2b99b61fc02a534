import type { Chained } from './chains'
import type { Flow } from './flow'
import { LABEL_MARGIN, ROUTE_ROOM } from './measures'
import { type Chain, lastRank, type Plan, type Side, type Skeleton, type Trunk } from './skeleton'
import { CORE, LANE, type Zones } from './zones'

/**
 * Decides how every route runs, and keeps the places its vertical needs: straight on a chain, out at a side to what stands
 * beside, down a fan, down the source's own line to a meeting point, or along a trunk. Routes into the lane get their
 * vertical when the lane is placed.
 */
export function planRoutes(flow: Flow, zones: Zones, span: Int32Array, chained: Chained): Skeleton {
  return new Planner(flow, zones, span, chained).skeleton
}

class Planner {
  readonly skeleton: Skeleton
  /** Per node the sides that a route leaves by: 1 left, 2 right. */
  readonly #used: Uint8Array
  readonly #shared = new Map<string, Trunk>()

  constructor(
    private readonly flow: Flow,
    private readonly zones: Zones,
    span: Int32Array,
    private readonly chained: Chained,
  ) {
    const { rank, chains, chainOf } = chained
    this.skeleton = { rank, span, chains, chainOf, trunks: [], plans: new Array(flow.edges.length) }
    this.#used = new Uint8Array(flow.nodes.length)
    // What stands beside a state has the first claim on its sides.
    flow.edges.forEach((edge, index) => {
      if (chained.beside[index]) this.#claim(edge.source, this.#chain(edge.target).side)
      if (zones.intoLane[index] && edge.exceptional) this.#claim(edge.source, 1)
    })
    flow.edges.forEach((_, index) => {
      this.skeleton.plans[index] = this.#plan(index)
    })
  }

  #plan(index: number): Plan {
    const edge = this.flow.edges[index]!
    const { source, target } = edge
    const { rank } = this.skeleton
    const chain = this.#chain(source)
    const isTail = chain.nodes[chain.nodes.length - 1] === source
    if (this.zones.forward[index]) {
      if (this.zones.straight[source] === index) {
        if (!isTail) return { exit: 'bottom', via: 'source', entry: 'top' }
        return this.#down(chain, rank[target]! - 1, 'top')
      }
      const branched = this.#chain(target)
      if (branched.branch === index && branched.nodes[0] === target) {
        if (this.chained.beside[index]) {
          if (rank[target] !== rank[source]) {
            // The main flow leads to it from further down.
            branched.top = Math.min(branched.top, rank[source]!)
            return { exit: toward(branched.side), via: 'target', entry: 'top' }
          }
          return { exit: toward(branched.side), via: 'target', entry: toward(branched.side === 1 ? -1 : 1) }
        }
        branched.top = Math.min(branched.top, lastRank(this.skeleton, source) + 1)
        return { exit: 'bottom', via: 'target', entry: 'top' }
      }
      return this.#trunkDown(index)
    }
    if (this.zones.intoLane[index]) {
      const exit = edge.exceptional || this.#claim(source, 1) ? 'right' : 'bottom'
      return { exit, via: 'target', entry: 'left' }
    }
    const leavesLane = this.zones.zone[source] === LANE && this.zones.zone[target] === CORE
    if (leavesLane && isTail && rank[target]! > lastRank(this.skeleton, source) && this.zones.straight[source] === -1) {
      return this.#down(chain, rank[target]!, 'right')
    }
    if (rank[target]! > lastRank(this.skeleton, source)) return this.#trunkDown(index)
    return this.#up(index, chain)
  }

  #down(chain: Chain, bottom: number, entry: Plan['entry']): Plan {
    chain.bottom = Math.max(chain.bottom, bottom)
    return { exit: 'bottom', via: 'source', entry }
  }

  /** Down past other states: beside the source's chain, to the gap above the target. */
  #trunkDown(index: number): Plan {
    const { source, target, exceptional, label } = this.flow.edges[index]!
    const { rank } = this.skeleton
    const own = this.#chain(source)
    const bottomRank = lastRank(this.skeleton, source)
    const side: Side = exceptional || own.side === 0 ? (this.#isFree(source, 1) || exceptional ? 1 : -1) : own.side
    const bySide = this.#claim(source, side) || exceptional
    if (!bySide && rank[target] === bottomRank + 1) return { exit: 'bottom', via: 'target', entry: 'top' }
    const trunk = this.#trunk(source, target, side, 'down', {
      top: bySide ? rank[source]! : bottomRank + 1,
      bottom: exceptional ? rank[target]! : Math.max(rank[target]! - 1, bySide ? rank[source]! : bottomRank + 1),
      room: bySide ? this.flow.nodes[source]!.width / 2 + (label > 0 ? label + LABEL_MARGIN : LABEL_MARGIN) : 0,
      reach: bySide ? ROUTE_ROOM : Math.max(ROUTE_ROOM, label / 2 + 4),
    })
    return { exit: bySide ? toward(side) : 'bottom', via: trunk, entry: exceptional ? 'right' : 'top' }
  }

  /** Back to what was passed, or to what stands at the same height. */
  #up(index: number, chain: Chain): Plan {
    const { source, target, exceptional, label } = this.flow.edges[index]!
    const { rank } = this.skeleton
    const alone = source !== target && chain.nodes.length === 1 && this.zones.outgoing[source]!.length === 1
    if (alone && chain.side !== 0 && this.chained.beside[chain.branch] && rank[target]! <= rank[source]!) {
      chain.top = Math.min(chain.top, rank[target]!)
      return { exit: 'top', via: 'source', entry: rank[target] === rank[source] ? 'top' : toward(chain.side) }
    }
    const outward: Side = exceptional ? 1 : chain.side === 0 ? (this.zones.zone[source] === CORE ? -1 : 1) : chain.side
    const side: Side =
      !exceptional && !this.#isFree(source, outward) && this.#isFree(source, flip(outward)) ? flip(outward) : outward
    const bySide = source !== target && (this.#claim(source, side) || exceptional)
    const trunk = this.#trunk(source, target, side, 'up', {
      top: Math.min(rank[target]!, rank[source]!),
      bottom: Math.max(lastRank(this.skeleton, source), rank[target]!),
      room: this.flow.nodes[source]!.width / 2 + (label > 0 ? label + LABEL_MARGIN : LABEL_MARGIN),
      reach: ROUTE_ROOM,
    })
    return { exit: bySide ? toward(side) : 'bottom', via: trunk, entry: toward(side) }
  }

  #trunk(source: number, target: number, side: Side, way: string, wanted: Omit<Trunk, 'host' | 'side' | 'x'>): Trunk {
    const host = this.skeleton.chainOf[source]!
    const key = `${host}/${target}/${side}/${way}`
    const known = this.#shared.get(key)
    if (!known) {
      const trunk: Trunk = { ...wanted, host, side, x: 0 }
      this.#shared.set(key, trunk)
      this.skeleton.trunks.push(trunk)
      return trunk
    }
    known.top = Math.min(known.top, wanted.top)
    known.bottom = Math.max(known.bottom, wanted.bottom)
    known.room = Math.max(known.room, wanted.room)
    known.reach = Math.max(known.reach, wanted.reach)
    return known
  }

  #chain(node: number): Chain {
    return this.skeleton.chains[this.skeleton.chainOf[node]!]!
  }

  #isFree(node: number, side: Side): boolean {
    return (this.#used[node]! & bit(side)) === 0
  }

  /** Takes a side of a node for a route; false when another has it. */
  #claim(node: number, side: Side): boolean {
    if (!this.#isFree(node, side)) return false
    this.#used[node]! |= bit(side)
    return true
  }
}

const bit = (side: Side) => (side === -1 ? 1 : 2)
const flip = (side: Side): Side => (side === 1 ? -1 : 1)
const toward = (side: Side): 'left' | 'right' => (side === -1 ? 'left' : 'right')
