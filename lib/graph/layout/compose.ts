import type { Flow } from './flow'
import { ROUTE_ROOM, SIDE_ROOM } from './measures'
import type { Skeleton, Trunk } from './skeleton'

/** What a chain and all that hangs on it takes, rank by rank, from the chain's line: -Infinity and Infinity where nothing stands. */
export interface Block {
  top: number
  left: Float64Array
  right: Float64Array
}

/**
 * Composes every chain with its branches and trunks, innermost first, and gives the blocks of the chains that hang on no
 * other, by chain. Within a side, what starts lower stands nearer to the line, so that nothing has to be crossed.
 * Leaves in each hosted chain's and trunk's `x` the distance from its host's line.
 */
export function composeBlocks(flow: Flow, straight: Int32Array, skeleton: Skeleton): Map<number, Block> {
  const { chains, trunks, rank } = skeleton
  const hosted: { chain: number; trunk: Trunk | null; start: number; order: number }[][] = chains.map(() => [])
  chains.forEach((chain, index) => {
    if (chain.host === -1) return
    const start = Math.min(chain.top, rank[flow.edges[chain.branch]!.source]!)
    hosted[chain.host]!.push({ chain: index, trunk: null, start, order: chain.branch })
  })
  for (const trunk of trunks) hosted[trunk.host]!.push({ chain: -1, trunk, start: trunk.top, order: 1e9 })

  const blocks = new Map<number, Block>()
  for (let index = chains.length - 1; index >= 0; index--) {
    const items = hosted[index]!
    items.sort((a, b) => b.start - a.start || a.order - b.order)
    const inner = items.map((item) => (item.trunk ? trunkBlock(item.trunk) : blocks.get(item.chain)!))
    const block = chainBlock(flow, straight, skeleton, index, inner)
    const place = (side: -1 | 1) => {
      const ofSide = items.flatMap((item, at) =>
        (item.trunk ?? chains[item.chain]!).side === side ? [{ ...item, block: inner[at]! }] : [],
      )
      // Branches of one state keep their order from left to right: the last of the left ones stands nearest.
      if (side === -1) ofSide.sort((a, b) => b.start - a.start || (a.trunk ? 1 : b.trunk ? -1 : b.order - a.order))
      for (const item of ofSide) {
        const holder = item.trunk ?? chains[item.chain]!
        holder.x = attach(block, item.block, side, holder.room)
      }
    }
    place(1)
    place(-1)
    for (const item of items) if (!item.trunk) blocks.delete(item.chain)
    blocks.set(index, block)
  }
  return blocks
}

/** Puts a block beside another as near as `room` and both outlines allow, widens the outline, and gives the distance. */
export function attach(host: Block, block: Block, side: -1 | 1, room: number): number {
  const shift = block.top - host.top
  const { left, right } = block
  let distance = room
  for (let at = 0; at < left.length; at++) {
    const need = side === 1 ? host.right[at + shift]! - left[at]! : right[at]! - host.left[at + shift]!
    if (need > distance && Number.isFinite(need)) distance = need
  }
  const x = side * distance
  for (let at = 0; at < left.length; at++) {
    host.left[at + shift] = Math.min(host.left[at + shift]!, left[at]! + x)
    host.right[at + shift] = Math.max(host.right[at + shift]!, right[at]! + x)
  }
  return x
}

/** An outline over the given ranks in which nothing stands. */
export function emptyBlock(top: number, bottom: number): Block {
  const ranks = Math.max(0, bottom - top + 1)
  return { top, left: new Float64Array(ranks).fill(Infinity), right: new Float64Array(ranks).fill(-Infinity) }
}

function chainBlock(
  flow: Flow,
  straight: Int32Array,
  skeleton: Skeleton,
  index: number,
  inner: readonly Block[],
): Block {
  const chain = skeleton.chains[index]!
  let { top, bottom } = chain
  for (const block of inner) {
    top = Math.min(top, block.top)
    bottom = Math.max(bottom, block.top + block.left.length - 1)
  }
  const block = emptyBlock(top, bottom)
  const keep = (rank: number, half: number) => {
    block.left[rank - top] = Math.min(block.left[rank - top]!, -half)
    block.right[rank - top] = Math.max(block.right[rank - top]!, half)
  }
  for (let rank = chain.top; rank <= chain.bottom; rank++) keep(rank, ROUTE_ROOM)
  const keepLabel = (rank: number, edge: number) => {
    const label = flow.edges[edge]?.label ?? 0
    if (label > 0 && rank >= top && rank <= bottom) keep(rank, label / 2 + 4)
  }
  if (chain.branch !== -1 && skeleton.plans[chain.branch]!.exit === 'bottom') keepLabel(chain.top, chain.branch)
  for (const node of chain.nodes) {
    const first = skeleton.rank[node]!
    keepLabel(first + skeleton.span[node]!, straight[node]!)
    for (let rank = first; rank < first + skeleton.span[node]!; rank++)
      keep(rank, flow.nodes[node]!.width / 2 + SIDE_ROOM)
  }
  return block
}

function trunkBlock(trunk: Trunk): Block {
  const block = emptyBlock(trunk.top, trunk.bottom)
  block.left.fill(-trunk.reach)
  block.right.fill(trunk.reach)
  return block
}
