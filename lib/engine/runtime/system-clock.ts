import type { Clock } from '../ports/clock'

// Timers of the system stand still while the machine sleeps and don't see the wall clock set: look again at least this often.
const LONGEST_SLEEP_MS = 30_000

/** The wall clock of this machine. Its alarms don't keep the process alive. */
export function systemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    alarm(dueAtMs, ring) {
      let timer: NodeJS.Timeout
      const sleep = () => {
        const left = dueAtMs - Date.now()
        timer = setTimeout(left <= LONGEST_SLEEP_MS ? ring : sleep, Math.max(0, Math.min(left, LONGEST_SLEEP_MS)))
        timer.unref()
      }
      sleep()
      return () => clearTimeout(timer)
    },
  }
}
