import 'server-only'
/** How often a poller asks. Times in ms. */
export interface PollPace {
  /** While events flow. */
  minMs: number
  /** After a long quiet. */
  maxMs: number
}

/** Our own engine on this machine: one indexed read, so the screen may follow at once. */
export const LOCAL_PACE: PollPace = { minMs: 80, maxMs: 1000 }
/** GetExecutionHistory on AWS has an account-wide quota (developer guide, "Quotas related to API action throttling"). */
export const AWS_PACE: PollPace = { minMs: 1000, maxMs: 2000 }

const AWAY_MAX_MS = 5000
const THROTTLED_MAX_MS = 15_000
const QUIET_SHARE = 20

/** The wait before the next read: a twentieth of the quiet so far, so a step that took 4 s is at most 0.2 s late. */
export function quietInterval(pace: PollPace, quietMs: number): number {
  return Math.min(pace.maxMs, Math.max(pace.minMs, quietMs / QUIET_SHARE))
}

/** The wait after the nth failure in a row (from 1): doubling, up to 5 s for an engine that does not answer. */
export function awayInterval(failures: number): number {
  return Math.min(AWAY_MAX_MS, 250 * 2 ** (failures - 1))
}

/** The wait after the nth throttled read in a row (from 1): doubling from the slowest pace, up to 15 s. */
export function throttledInterval(pace: PollPace, failures: number): number {
  return Math.min(THROTTLED_MAX_MS, pace.maxMs * 2 ** (failures - 1))
}
