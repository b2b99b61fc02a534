import type { Clock } from '../ports/clock'

interface Timer {
  dueAtMs: number
  /** Order of arming: timers due at the same moment fire in it. */
  order: number
  fire: () => void
  /** Place in the heap; -1 when fired or cancelled. */
  index: number
}

/** Takes a timer back; without effect once it has fired. */
export type CancelTimer = () => void

/**
 * All timers of the engine over one alarm of the clock.
 *
 * I1. Timers fire in the order of their due times, equal ones in the order of arming.
 * I2. None fires early, none before `release` is called: a recovery arms everything first, so that overdue ones fire in order.
 * I3. Arming and cancelling cost O(log n).
 */
export class TimerQueue {
  private readonly heap: Timer[] = []
  private armed = 0
  private held = true
  private alarm: { dueAtMs: number; cancel: () => void } | null = null

  constructor(private readonly clock: Clock) {}

  arm(dueAtMs: number, fire: () => void): CancelTimer {
    this.armed += 1
    const timer: Timer = { dueAtMs, order: this.armed, fire, index: this.heap.length }
    this.heap.push(timer)
    this.rise(timer)
    this.setAlarm()
    return () => this.cancel(timer)
  }

  /** Lets timers fire from now on. */
  release(): void {
    this.held = false
    this.setAlarm()
  }

  /** Drops all timers. */
  close(): void {
    for (const timer of this.heap) timer.index = -1
    this.heap.length = 0
    this.held = true
    this.alarm?.cancel()
    this.alarm = null
  }

  get size(): number {
    return this.heap.length
  }

  private ring(): void {
    this.alarm = null
    const nowMs = this.clock.nowMs()
    for (let first = this.heap[0]; first && first.dueAtMs <= nowMs && !this.held; first = this.heap[0]) {
      this.cancel(first)
      first.fire()
    }
    this.setAlarm()
  }

  private setAlarm(): void {
    const first = this.heap[0]
    if (this.held || !first) return
    if (this.alarm) {
      if (this.alarm.dueAtMs <= first.dueAtMs) return
      this.alarm.cancel()
    }
    this.alarm = { dueAtMs: first.dueAtMs, cancel: this.clock.alarm(first.dueAtMs, () => this.ring()) }
  }

  private cancel(timer: Timer): void {
    if (timer.index < 0) return
    const last = this.heap.pop() as Timer
    if (last !== timer) {
      this.put(last, timer.index)
      this.rise(last)
      this.sink(last)
    }
    timer.index = -1
  }

  private rise(timer: Timer): void {
    while (timer.index > 0) {
      const parent = this.heap[(timer.index - 1) >> 1] as Timer
      if (!isBefore(timer, parent)) return
      this.swap(timer, parent)
    }
  }

  private sink(timer: Timer): void {
    for (;;) {
      const left = this.heap[2 * timer.index + 1]
      const right = this.heap[2 * timer.index + 2]
      const smaller = left && right ? (isBefore(left, right) ? left : right) : left
      if (!smaller || !isBefore(smaller, timer)) return
      this.swap(timer, smaller)
    }
  }

  private swap(a: Timer, b: Timer): void {
    const index = a.index
    this.put(a, b.index)
    this.put(b, index)
  }

  private put(timer: Timer, index: number): void {
    this.heap[index] = timer
    timer.index = index
  }
}

const isBefore = (a: Timer, b: Timer): boolean =>
  a.dueAtMs - b.dueAtMs < 0 || (a.dueAtMs === b.dueAtMs && a.order < b.order)
