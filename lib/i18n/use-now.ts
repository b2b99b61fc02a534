'use client'

import { useSyncExternalStore } from 'react'
import { useNow as useServerNow } from 'use-intl'

const TICK_MS = 1000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = 0

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

// Between ticks the value must not move, or React would render for ever.
function current() {
  if (timer === undefined || now === 0) now = Date.now()
  return now
}

/** The time now (epoch ms), a new one every second, from one timer for the whole page; while hydrating, the server's. */
export function useNow(): number {
  const rendered = useServerNow().getTime()
  return useSyncExternalStore(subscribe, current, () => rendered)
}
