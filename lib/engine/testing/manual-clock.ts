import type { Clock } from '../ports/clock'

/** A clock that stands until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on to a moment, ringing what falls due on the way in order. */
  moveTo(ms: number): void
  /** When the next alarm rings; null when none is set. */
  nextAlarmMs(): number | null
}

/** A clock at `startMs`. */
export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs
  let alarms: { dueAtMs: number; ring: () => void }[] = []
  const nextAlarmMs = () => (alarms.length === 0 ? null : Math.min(...alarms.map(({ dueAtMs }) => dueAtMs)))
  return {
    nowMs: () => nowMs,
    alarm(dueAtMs, ring) {
      const alarm = { dueAtMs, ring }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
    nextAlarmMs,
    moveTo(ms) {
      for (let due = nextAlarmMs(); due !== null && due <= ms; due = nextAlarmMs()) {
        nowMs = Math.max(nowMs, due)
        const ringing = alarms.filter(({ dueAtMs }) => dueAtMs === due)
        alarms = alarms.filter(({ dueAtMs }) => dueAtMs !== due)
        for (const { ring } of ringing) ring()
      }
      nowMs = Math.max(nowMs, ms)
    },
  }
}
