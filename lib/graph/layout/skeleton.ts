/** Left of, on, or right of the line a thing belongs to. */
export type Side = -1 | 0 | 1

/** States that follow each other straight down on one line. */
export interface Chain {
  nodes: number[]
  /** The edge that leads from the chain beside it to this one's head; -1 for a chain that stands for itself. */
  branch: number
  /** The chain it branches from, by index; -1 for none. */
  host: number
  side: Side
  /** Least distance between the two lines, in px. */
  room: number
  /** First and last rank whose place on the line is kept, routes above the head and below the tail included. */
  top: number
  bottom: number
  /** The line, in px; from the host's while composing, in the scope afterwards. */
  x: number
}

/** A vertical that long routes share, beside the chain they leave. */
export interface Trunk {
  host: number
  side: Side
  room: number
  top: number
  bottom: number
  /** Half of the width kept free at each rank. */
  reach: number
  x: number
}

/**
 * How a route runs: out of its source at `exit`, along one vertical, into its target at `entry`. `via` names the vertical:
 * the source's own line, the target's, or a trunk. An entry at a side falls back to the top when something stands before it.
 */
export interface Plan {
  exit: 'bottom' | 'top' | 'left' | 'right'
  via: 'source' | 'target' | Trunk
  entry: 'top' | 'left' | 'right'
}

/** Ranks, chains and plans of a scope: its drawing before any coordinate. */
export interface Skeleton {
  /** First rank of each node, and how many ranks it takes (tall boxes take several). */
  rank: Int32Array
  span: Int32Array
  chains: Chain[]
  chainOf: Int32Array
  trunks: Trunk[]
  plans: Plan[]
}

/** The last rank a node takes. */
export const lastRank = (skeleton: Pick<Skeleton, 'rank' | 'span'>, node: number) =>
  skeleton.rank[node]! + skeleton.span[node]! - 1
