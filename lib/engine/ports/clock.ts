/** Time as the runtime sees it, so that tests move a clock instead of waiting. All times are epoch milliseconds. */
export interface Clock {
  nowMs(): number
  /** Calls back once at or after `dueAtMs`, also when that is past; gives a function that takes the alarm back. */
  alarm(dueAtMs: number, ring: () => void): () => void
}
