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
    const nodes = nodesIn(part)
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

// Nodes stand in lists, in pairs of an object constructor, and in holders without a type of their own.
function nodesIn(part: unknown): JsonataNode[] {
  if (Array.isArray(part)) return part.flatMap(nodesIn)
  if (typeof part !== 'object' || part === null || part instanceof RegExp) return []
  if ('type' in part && typeof part.type === 'string' && !('expr' in part)) return [part as JsonataNode]
  return Object.values(part).flatMap(nodesIn)
}
