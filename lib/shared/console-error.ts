/** What can go wrong between the console and an engine, as a person is told it: a closed list, one message each in `errors.json`. */
export type ConsoleErrorKind =
  | 'console-away'
  | 'engine-away'
  | 'engine-timeout'
  | 'not-found'
  | 'already-exists'
  | 'conflict'
  | 'invalid-input'
  | 'invalid-definition'
  | 'invalid-name'
  | 'too-large'
  | 'limit-exceeded'
  | 'throttled'
  | 'access-denied'
  | 'signed-out'
  | 'forbidden'
  | 'unsupported'
  | 'engine-failed'

/** An expected failure of a query or an action. */
export interface ConsoleError {
  kind: ConsoleErrorKind
  /** The source's own words (a service's message, an address): shown as code under the sentence; null when there are none. */
  detail: string | null
  /** The service's request id, for a support case or the engine's log. */
  requestId: string | null
  /** True when the same request may succeed a little later. */
  retryable: boolean
}

const RETRYABLE: ReadonlySet<ConsoleErrorKind> = new Set([
  'engine-away',
  'engine-timeout',
  'throttled',
  'engine-failed',
])

/** A console error of a kind; whether a retry makes sense follows from the kind. */
export function consoleError(
  kind: ConsoleErrorKind,
  detail: string | null = null,
  requestId: string | null = null,
): ConsoleError {
  return { kind, detail, requestId, retryable: RETRYABLE.has(kind) }
}
