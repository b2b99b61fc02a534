import type { FlowEdge } from './flow'

/** The edges of a part of a flow, turned so that all but the loops run forward. */
export interface Orientation {
  /** Nodes reached, each before the nodes it leads to by a forward edge. */
  order: number[]
  /** Edges that lead back to a node they came from. */
  back: ReadonlySet<number>
}

/**
 * Walks depth first from the roots along the allowed edges. Siblings keep their order. Works without recursion, so a chain of
 * any length is fine.
 */
export function orient(
  edges: readonly FlowEdge[],
  outgoing: readonly (readonly number[])[],
  roots: readonly number[],
  allowed: (edge: number) => boolean,
): Orientation {
  const seen = new Uint8Array(outgoing.length)
  const onPath = new Uint8Array(outgoing.length)
  const back = new Set<number>()
  const postorder: number[] = []
  const nodes: number[] = []
  const cursors: number[] = []
  const enter = (node: number) => {
    seen[node] = 1
    onPath[node] = 1
    nodes.push(node)
    cursors.push((outgoing[node]?.length ?? 0) - 1)
  }
  // Last sibling first: reversing the postorder then puts the first sibling first.
  for (let at = roots.length - 1; at >= 0; at--) {
    const root = roots[at] as number
    if (seen[root]) continue
    enter(root)
    while (nodes.length > 0) {
      const node = nodes[nodes.length - 1] as number
      const cursor = cursors[cursors.length - 1] as number
      if (cursor < 0) {
        nodes.pop()
        cursors.pop()
        onPath[node] = 0
        postorder.push(node)
        continue
      }
      cursors[cursors.length - 1] = cursor - 1
      const edge = outgoing[node]?.[cursor] as number
      if (!allowed(edge)) continue
      const target = edges[edge]?.target as number
      if (onPath[target]) back.add(edge)
      else if (!seen[target]) enter(target)
    }
  }
  return { order: postorder.reverse(), back }
}
