/** What a failed read of history means for the poller. */
export type PollFailure = 'throttled' | 'gone' | 'away'

const GONE = new Set(['ExecutionDoesNotExist', 'InvalidArn', 'StateMachineTypeNotSupported', 'ValidationException'])
const THROTTLED = new Set(['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'])

/** Sorts an SDK error by its AWS name; what has no known name counts as the engine being away. */
export function pollFailure(error: unknown): PollFailure {
  const name = error instanceof Error ? error.name : ''
  if (GONE.has(name)) return 'gone'
  return THROTTLED.has(name) ? 'throttled' : 'away'
}
