import { type ValidateOptions, validateDefinition } from '../validate/validate-definition'

/** What validation finds in a definition, one line each: `CODE message at location`, warnings marked. */
export function diagnose(definition: unknown, options: Partial<ValidateOptions> = {}): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  return validateDefinition(text, { type: 'STANDARD', ...options }).map(
    ({ severity, code, message, location }) =>
      `${severity === 'WARNING' ? 'warning ' : ''}${code} ${message} at ${location ?? 'nowhere'}`,
  )
}

/** A machine of one state named S, which ends unless it leads on by itself, and of what else `rest` says. */
export function machineOf(state: object, rest: object = {}, others: object = {}): object {
  const way = 'Next' in state || 'Choices' in state || 'End' in state ? {} : { End: true }
  return { StartAt: 'S', States: { S: { ...way, ...state }, ...others }, ...rest }
}
