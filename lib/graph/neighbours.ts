import type { GraphLayout, PlacedNode } from './layout/layout-graph'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** Finds where the arrow keys lead. Built once a layout. */
export class Neighbours {
  readonly #placed = new Map<string, PlacedNode>()
  readonly #next = new Map<string, PlacedNode[]>()
  readonly #previous = new Map<string, PlacedNode[]>()
  /** First states of what is inside a container, by its id, from left to right. */
  readonly #inside = new Map<string, PlacedNode[]>()

  constructor(layout: GraphLayout) {
    for (const placed of layout.nodes) this.#placed.set(placed.node.id, placed)
    for (const { edge } of layout.edges) {
      const source = this.#placed.get(edge.source)
      const target = this.#placed.get(edge.target)
      if (source?.node.kind !== 'state' || target?.node.kind !== 'state' || source === target) continue
      push(this.#next, edge.source, target)
      push(this.#previous, edge.target, source)
    }
    for (const placed of layout.nodes) {
      if (placed.node.kind === 'state' && placed.node.parent !== null) push(this.#inside, placed.node.parent, placed)
    }
  }

  /** The first state from above: where the focus starts. Null when there is none. */
  first(): string | null {
    let best: PlacedNode | null = null
    for (const placed of this.#placed.values()) {
      if (placed.node.kind === 'state' && (!best || placed.y < best.y)) best = placed
    }
    return best?.node.id ?? null
  }

  /**
   * Where an arrow leads from a state: down along a transition, the straight one first, and into a container's first state;
   * at a scope's end out to what follows the container. Up is the way back. Left and right go to what stands beside, in the
   * scope or in the next branch. Null where nothing is.
   */
  of(id: string, direction: Direction): string | null {
    const here = this.#placed.get(id)
    if (!here) return null
    const found =
      direction === 'down' ? this.#down(here) : direction === 'up' ? this.#up(here) : this.#beside(here, direction)
    return found?.node.id ?? null
  }

  #down(here: PlacedNode): PlacedNode | null {
    const inner = this.#inside.get(here.node.id)
    if (inner)
      return inner.reduce((best, each) => (each.y < best.y || (each.y === best.y && each.x < best.x) ? each : best))
    for (let from: PlacedNode | undefined = here; from; from = this.#containerOf(from)) {
      const below = (this.#next.get(from.node.id) ?? []).filter((each) => each.y > from!.y)
      const target = nearest(from, below)
      if (target) return target
    }
    return nearest(here, this.#next.get(here.node.id) ?? [])
  }

  #up(here: PlacedNode): PlacedNode | null {
    const above = (this.#previous.get(here.node.id) ?? []).filter((each) => each.y < here.y)
    return (
      nearest(here, above) ?? nearest(here, this.#previous.get(here.node.id) ?? []) ?? this.#containerOf(here) ?? null
    )
  }

  #beside(here: PlacedNode, direction: 'left' | 'right'): PlacedNode | null {
    const sign = direction === 'left' ? -1 : 1
    let best: PlacedNode | null = null
    for (const each of this.#placed.values()) {
      if (each.node.kind !== 'state' || each === here || each.node.parent !== here.node.parent) continue
      if (sign * (centre(each) - centre(here)) <= 0) continue
      if (each.y >= here.y + here.height || each.y + each.height <= here.y) continue
      if (!best || Math.abs(centre(each) - centre(here)) < Math.abs(centre(best) - centre(here))) best = each
    }
    return best
  }

  #containerOf(placed: PlacedNode): PlacedNode | undefined {
    return placed.node.parent === null ? undefined : this.#placed.get(placed.node.parent)
  }
}

const centre = (placed: PlacedNode) => placed.x + placed.width / 2

function nearest(here: PlacedNode, others: readonly PlacedNode[]): PlacedNode | null {
  let best: PlacedNode | null = null
  for (const each of others) {
    if (!best || Math.abs(centre(each) - centre(here)) < Math.abs(centre(best) - centre(here))) best = each
  }
  return best
}

function push(map: Map<string, PlacedNode[]>, key: string, placed: PlacedNode): void {
  const list = map.get(key)
  if (list) list.push(placed)
  else map.set(key, [placed])
}
