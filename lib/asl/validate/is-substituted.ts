import type { JsonValue } from '@/lib/shared/json'
import type { Place } from './place'

const PLACEHOLDER = /\$\{[^}]*\}/

/**
 * Whether a value holds a deployment placeholder, `${Name}` of CloudFormation's DefinitionSubstitutions or Terraform, in a
 * document in which they are allowed. What will stand there isn't known yet, so no rule can judge it.
 */
export function isSubstituted(value: JsonValue, place: Place): boolean {
  return place.validation.substitutions && typeof value === 'string' && PLACEHOLDER.test(value)
}
