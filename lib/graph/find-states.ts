import type { StateNode } from './graph-model'
import type { GraphLayout } from './layout/layout-graph'

/**
 * States whose name contains the text, without regard to case: names that begin with it first, then from top to bottom, at
 * most `most`. An empty text finds the first states.
 */
export function findStates(layout: GraphLayout, text: string, most: number): StateNode[] {
  const wanted = text.trim().toLowerCase()
  const found: { node: StateNode; begins: boolean; y: number }[] = []
  for (const { node, y } of layout.nodes) {
    if (node.kind !== 'state') continue
    const name = node.name.toLowerCase()
    if (name.includes(wanted)) found.push({ node, begins: name.startsWith(wanted), y })
  }
  found.sort((a, b) => Number(b.begins) - Number(a.begins) || a.y - b.y)
  return found.slice(0, most).map((each) => each.node)
}
