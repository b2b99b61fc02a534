import { isCheapJsonata } from './jsonata-cost'
import { type JsonataNode, nodeParts } from './jsonata-node'

/** What can be known of an expression without evaluating it. */
export interface JsonataAnalysis {
  /** Every name after a `$`, without it: workflow variables, functions and the expression's own variables. */
  names: ReadonlySet<string>
  /** The names that the expression itself binds: by `:=`, as a function's parameter, by `@$` or `#$`. */
  boundNames: ReadonlySet<string>
  /** The members of `$states` that are read; null when `$states` is read as a whole. */
  statesMembers: ReadonlySet<string> | null
  /** Names read from a context that doesn't exist, in the order of the text; `$` and `$$` as they stand. */
  topLevelNames: readonly string[]
  /** True when a single step of it could take long or make much (see isCheapJsonata). */
  needsIsolation: boolean
}

/** Analyses a parsed expression. */
export function analyseJsonata(root: JsonataNode): JsonataAnalysis {
  const found = {
    names: new Set<string>(),
    boundNames: new Set<string>(),
    members: new Set<string>(),
    wholeStates: false,
    topLevelNames: [] as string[],
  }

  const visit = (node: JsonataNode, isTop: boolean): void => {
    const { value } = node
    if (node.type === 'name' && isTop) found.topLevelNames.push(String(value))
    if (node.type === 'variable') {
      if (value === '$') found.topLevelNames.push('$$')
      else if (value !== '') found.names.add(String(value))
      else if (isTop) found.topLevelNames.push('$')
      if (value === 'states') found.wholeStates = true
    }
    for (const name of boundBy(node)) found.boundNames.add(name)
    const member = statesMember(node)
    const { top, inner } = nodeParts(node)
    // `$states.input` reads one member, so its first step is not a reading of the whole.
    if (member !== null) found.members.add(member)
    for (const part of top) {
      if (member !== null && part === node.steps?.[0]) found.names.add('states')
      else visit(part, isTop)
    }
    for (const part of inner) visit(part, false)
  }
  visit(root, true)

  return { ...found, statesMembers: found.wholeStates ? null : found.members, needsIsolation: !isCheapJsonata(root) }
}

// The member of `$states` a path starts with, e.g. `input` of `$states.input.id`; null for any other node.
function statesMember(node: JsonataNode): string | null {
  const [first, second] = node.type === 'path' ? (node.steps ?? []) : []
  if (first?.type !== 'variable' || first.value !== 'states' || 'predicate' in first || 'stages' in first) return null
  return second?.type === 'name' && typeof second.value === 'string' ? second.value : null
}

function boundBy(node: JsonataNode): string[] {
  const names: unknown[] = [node.focus, node.index]
  if (node.type === 'bind') names.push((node.lhs as JsonataNode).value)
  if (node.type === 'lambda') names.push(...(node.arguments as JsonataNode[]).map((parameter) => parameter.value))
  return names.filter((name) => typeof name === 'string')
}
