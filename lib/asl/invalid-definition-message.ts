import type { Diagnostic } from './diagnostic'

/**
 * The message of CreateStateMachine's and UpdateStateMachine's InvalidDefinition: every error as `CODE: message at location`, a
 * missing location as the word null (measured). Null when there is no error, whatever the warnings.
 */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string | null {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR')
  if (errors.length === 0) return null
  const list = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? null}`)
  return `Invalid State Machine Definition: '${list.join(', ')}'`
}
