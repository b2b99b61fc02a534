import 'server-only'
/** Time as a poller sees it, so that tests can move it. */
export interface LiveClock {
  nowMs(): number
  /** Resolves after that long, or at once when the signal is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's clock. Its timers never keep the process alive. */
export const systemClock: LiveClock = {
  nowMs: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      timer.unref()
      signal?.addEventListener('abort', done)
    }),
}
