import type { Catcher, Retrier } from '@/lib/asl/types'

/** What the definition says will happen after a failed attempt. */
export interface RetryOutlook {
  retrier: number
  /** The most attempts this visit can reach through that retrier, the first one included. */
  maxAttempts: number
  /** Back-off before the next attempt; null where jitter makes it unknowable from outside. */
  delayMs: number | null
}

const NEVER_WILD = new Set(['States.Runtime', 'States.DataLimitExceeded'])

/**
 * Whether a retrier's or catcher's `ErrorEquals` takes this error. `States.ALL` takes everything but States.Runtime and
 * States.DataLimitExceeded; `States.TaskFailed` everything but States.Timeout as well (AWS developer guide, "Handling errors").
 */
export function takesError(errorEquals: readonly string[] | undefined, error: string): boolean {
  return (errorEquals ?? []).some((pattern) => {
    if (pattern === error) return true
    if (NEVER_WILD.has(error)) return false
    return pattern === 'States.ALL' || (pattern === 'States.TaskFailed' && error !== 'States.Timeout')
  })
}

/**
 * The retry that follows `error`, or `null` when none does.
 * `used[i]` counts the retries retrier i has already given in this visit: each keeps its own counter. The defaults are those of
 * the ASL specification: interval 1 s, 3 attempts, rate 2.
 */
export function retryOutlook(
  retriers: readonly Retrier[] | undefined,
  error: string,
  attemptsMade: number,
  used: readonly number[],
): RetryOutlook | null {
  const position = (retriers ?? []).findIndex((retrier) => takesError(retrier.ErrorEquals, error))
  const retrier = retriers?.[position]
  if (!retrier || error === 'States.Runtime') return null
  const { IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2, MaxDelaySeconds = Infinity } = retrier
  const given = used[position] ?? 0
  if (given >= MaxAttempts) return null
  const delayMs = Math.min(IntervalSeconds * BackoffRate ** given, MaxDelaySeconds) * 1000
  return {
    retrier: position,
    maxAttempts: attemptsMade + MaxAttempts - given,
    delayMs: retrier.JitterStrategy === 'FULL' || !Number.isFinite(delayMs) ? null : delayMs,
  }
}

/** The catcher that takes this error, or `null`. */
export function catcherFor(catchers: readonly Catcher[] | undefined, error: string): Catcher | null {
  return catchers?.find((catcher) => takesError(catcher.ErrorEquals, error)) ?? null
}
