import type { Flow } from './flow'

/**
 * For each node the forward edge that continues straight down: one that can end well before one that can't, an ordinary one
 * before a catch, then the longest way to go; among three and more equals the middle one, so that a fan is even. -1 where
 * none leaves.
 */
export function straightEdges(
  flow: Flow,
  outgoing: readonly (readonly number[])[],
  order: readonly number[],
  forward: (edge: number) => boolean,
): Int32Array {
  const straight = new Int32Array(flow.nodes.length).fill(-1)
  const length = new Int32Array(flow.nodes.length)
  const well = new Uint8Array(flow.nodes.length)
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at] as number
    let best: number[] = []
    let bestScore = -1
    for (const edge of outgoing[node] ?? []) {
      if (!forward(edge)) continue
      const { target, exceptional } = flow.edges[edge]!
      const score = (exceptional ? 0 : 2e9) + (well[target] ? 1e9 : 0) + length[target]!
      if (score > bestScore) {
        best = [edge]
        bestScore = score
      } else if (score === bestScore) best.push(edge)
    }
    if (flow.nodes[node]?.ends === 'well') well[node] = 1
    const chosen = best.length > 2 ? best[Math.floor((best.length - 1) / 2)] : best[0]
    if (chosen === undefined) continue
    const next = flow.edges[chosen]!.target
    straight[node] = chosen
    length[node] = length[next]! + 1
    if (well[next]) well[node] = 1
  }
  return straight
}
