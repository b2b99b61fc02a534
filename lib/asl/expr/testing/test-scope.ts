import type { JsonValue } from '@/lib/shared/json'
import type { EvaluationScope } from '../evaluation-scope'

/** A scope over an input, with fixed draws; any part may be given. */
export function testScope(
  input: JsonValue,
  parts: Partial<Omit<EvaluationScope, 'variables'>> & { variables?: Record<string, JsonValue> } = {},
): EvaluationScope {
  const { variables = {}, ...others } = parts
  return {
    input,
    context: () => ({ Execution: { Id: 'arn:execution', Name: 'nightly' }, State: { Name: 'Here' } }),
    variables: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    random: () => 0.25,
    uuid: () => '4c3bafe7-7eb4-4a8b-8b9b-63a63a7b9d0a',
    ...others,
  }
}
