import type { JsonObject } from '@/lib/shared/json'
import type { EvaluationScope } from './evaluation-scope'
import type { CompiledJsonata } from './jsonata'

/** What an expression reads of the scope, as plain data: `states` with the members it names, and variables that have a value. */
export function jsonataBindings(compiled: CompiledJsonata, scope: EvaluationScope): JsonObject {
  const { names, statesMembers } = compiled.analysis
  const bindings: JsonObject = {}
  for (const name of names) {
    if (name === 'states') continue
    const value = scope.variables(name)
    if (value !== undefined) bindings[name] = value
  }
  const wants = (member: string): boolean => statesMembers === null || statesMembers.has(member)
  const states: JsonObject = {}
  if (wants('input')) states.input = scope.input
  if (wants('result') && scope.result !== undefined) states.result = scope.result
  if (wants('errorOutput') && scope.errorOutput !== undefined) states.errorOutput = scope.errorOutput
  if (wants('context')) states.context = scope.context()
  bindings.states = states
  return bindings
}
