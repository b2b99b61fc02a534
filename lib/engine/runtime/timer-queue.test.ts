import { expect, test } from 'vitest'
import type { Clock } from '../ports/clock'
import { TimerQueue } from './timer-queue'

function handClock(startMs = 0) {
  let nowMs = startMs
  let alarms: { dueAtMs: number; ring: () => void }[] = []
  const clock: Clock = {
    nowMs: () => nowMs,
    alarm(dueAtMs, ring) {
      const alarm = { dueAtMs, ring }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
  }
  return {
    clock,
    alarms: () => alarms.length,
    moveTo(ms: number) {
      nowMs = ms
      for (
        let due = alarms.filter((a) => a.dueAtMs <= nowMs);
        due.length > 0;
        due = alarms.filter((a) => a.dueAtMs <= nowMs)
      ) {
        alarms = alarms.filter((alarm) => !due.includes(alarm))
        for (const { ring } of due) ring()
      }
    },
  }
}

function numbers(seed: number) {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

test('I1: 2,000 timers fire in the order of due time, then of arming, with a third of them cancelled on the way', () => {
  const random = numbers(7)
  const { clock, moveTo, alarms } = handClock()
  const queue = new TimerQueue(clock)
  queue.release()
  const fired: { due: number; order: number }[] = []
  const expected: { due: number; order: number }[] = []
  const cancels: (() => void)[] = []
  for (let order = 0; order < 2000; order++) {
    const due = Math.floor(random() * 300)
    const timer = { due, order }
    const cancel = queue.arm(due, () => fired.push(timer))
    if (random() < 0.33) cancels.push(cancel)
    else expected.push(timer)
  }
  for (const cancel of cancels) cancel()
  expect(alarms()).toBe(1)
  for (let at = 0; at <= 300; at += 50) moveTo(at)
  expect(fired).toEqual(expected.sort((a, b) => a.due - b.due || a.order - b.order))
  expect(queue.size).toBe(0)
  expect(alarms()).toBe(0)
})

test('I2: nothing fires early, and overdue timers armed while held fire in order at the release', () => {
  const { clock, moveTo } = handClock(1000)
  const queue = new TimerQueue(clock)
  const fired: string[] = []
  queue.arm(900, () => fired.push('second'))
  queue.arm(100, () => fired.push('first'))
  queue.arm(1001, () => fired.push('not yet'))
  moveTo(1000)
  expect(fired).toEqual([])
  queue.release()
  moveTo(1000)
  expect(fired).toEqual(['first', 'second'])
  moveTo(1001)
  expect(fired).toEqual(['first', 'second', 'not yet'])
})

test('a timer may arm, cancel and close from inside its own firing', () => {
  const { clock, moveTo } = handClock()
  const queue = new TimerQueue(clock)
  queue.release()
  const fired: string[] = []
  const cancelOther = queue.arm(10, () => fired.push('cancelled'))
  queue.arm(5, () => {
    fired.push('five')
    cancelOther()
    queue.arm(5, () => fired.push('at once'))
    queue.arm(20, () => queue.close())
    queue.arm(20, () => fired.push('after close'))
  })
  moveTo(30)
  expect(fired).toEqual(['five', 'at once'])
})

test('cancelling twice, or after the firing, takes no other timer away', () => {
  const { clock, moveTo } = handClock()
  const queue = new TimerQueue(clock)
  queue.release()
  const fired: string[] = []
  const cancel = queue.arm(1, () => fired.push('one'))
  moveTo(1)
  queue.arm(2, () => fired.push('two'))
  cancel()
  cancel()
  moveTo(2)
  expect(fired).toEqual(['one', 'two'])
})
