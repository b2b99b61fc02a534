/** A node of JSONata's syntax tree, as far as this library reads it; the parser's own types leave most of it out. */
export interface JsonataNode {
  type: string
  value?: unknown
  /** The character after the node's token. */
  position?: number
  steps?: JsonataNode[]
  [part: string]: unknown
}

/**
 * The parts of a node: `top` is evaluated against the same context as the node, `inner` against values the node selects
 * (later steps of a path, predicates, sort terms, groupings, transforms).
 */
export function nodeParts(node: JsonataNode): { top: JsonataNode[]; inner: JsonataNode[] } {
  const top: JsonataNode[] = []
  const inner: JsonataNode[] = []
  for (const [name, part] of Object.entries(node)) {
    if (DECLARED[node.type] === name) continue
    const nodes = jsonataNodesIn(part)
    if (name === 'steps') {
      top.push(...nodes.slice(0, 1))
      inner.push(...nodes.slice(1))
    } else if (INNER_PARTS.has(name) || (node.type === 'transform' && name !== 'type')) {
      inner.push(...nodes)
    } else if (name !== 'ancestor' && name !== 'seekingParent') {
      top.push(...nodes)
    }
  }
  return { top, inner }
}

// What a function or a binding names is not read there.
const DECLARED: Readonly<Record<string, string>> = { lambda: 'arguments', bind: 'lhs' }

const INNER_PARTS: ReadonlySet<string> = new Set(['predicate', 'stages', 'group', 'terms'])

/** True for a node; parts that only hold one, such as a predicate around its condition, are none. */
export const isJsonataNode = (part: unknown): part is JsonataNode =>
  typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string' && !('expr' in part)

/** The nodes nearest to a part of a node: they stand in lists, in pairs of an object constructor, and in holders without a type. */
export function jsonataNodesIn(part: unknown): JsonataNode[] {
  if (Array.isArray(part)) return part.flatMap(jsonataNodesIn)
  if (typeof part !== 'object' || part === null || part instanceof RegExp) return []
  return isJsonataNode(part) ? [part] : Object.values(part).flatMap(jsonataNodesIn)
}
