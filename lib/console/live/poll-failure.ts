import 'server-only'
import { toConsoleError } from '@/lib/console/aws/to-console-error'

/** What a failed read of history means for the poller. */
export type PollFailure = 'throttled' | 'gone' | 'away'

const GONE = new Set(['not-found', 'unsupported', 'access-denied', 'invalid-input'])

/** Sorts an SDK error; what has no known name counts as the engine being away, and is asked again. */
export function pollFailure(error: unknown): PollFailure {
  const { kind } = toConsoleError(error)
  if (GONE.has(kind)) return 'gone'
  return kind === 'throttled' ? 'throttled' : 'away'
}
