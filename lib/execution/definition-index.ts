import { innerScopes } from '@/lib/asl/inner-scopes'
import { type ScopePath, type StatePath, statePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import type { VisitedState } from '@/lib/asl/visited-state'
import { walkScopes, walkStates } from '@/lib/asl/walk-states'

/** Look-up of states and scopes by place and by name; built once for a definition. */
export interface DefinitionIndex {
  /** The state called `name` in that scope, or `null`. */
  inScope(scope: ScopePath, name: string): VisitedState | null
  /** Every state of that name, in document order; names repeat only in definitions AWS would refuse. */
  named(name: string): readonly VisitedState[]
  at(path: StatePath): VisitedState | null
  /** `StartAt` of a scope, or `null` where there is none. */
  startOf(scope: ScopePath): string | null
  /** Scopes of a Parallel's branches in order, or of a Map's processor (one). Empty for other states. */
  scopesOf(path: StatePath): readonly ScopePath[]
}

const NONE: readonly never[] = []

/** Indexes a definition. Broken parts (no States, a Map without a processor) give nothing rather than an error. O(states). */
export function indexDefinition(definition: StateMachineDefinition): DefinitionIndex {
  const byPath = new Map<StatePath, VisitedState>()
  const byName = new Map<string, VisitedState[]>()
  const inner = new Map<StatePath, readonly ScopePath[]>()
  const starts = new Map<ScopePath, string>()
  for (const visited of walkStates(definition)) {
    byPath.set(visited.path, visited)
    const same = byName.get(visited.name)
    if (same) same.push(visited)
    else byName.set(visited.name, [visited])
    const scopes = innerScopes(visited).map((scope) => scope.path)
    if (scopes.length > 0) inner.set(visited.path, scopes)
  }
  for (const { path, scope } of walkScopes(definition)) {
    if (typeof scope.StartAt === 'string') starts.set(path, scope.StartAt)
  }
  return {
    inScope: (scope, name) => byPath.get(statePath(scope, name)) ?? null,
    named: (name) => byName.get(name) ?? NONE,
    at: (path) => byPath.get(path) ?? null,
    startOf: (scope) => starts.get(scope) ?? null,
    scopesOf: (path) => inner.get(path) ?? NONE,
  }
}
