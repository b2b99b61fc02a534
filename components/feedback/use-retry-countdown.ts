'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Counts down to the next try, and tries at zero; seconds left, or null while it doesn't count. `on` begins a countdown and stops it. A
 * page that nobody sees waits with its try until somebody does.
 */
export function useRetryCountdown(on: boolean, everySeconds: number, retry: () => void): number | null {
  const [left, setLeft] = useState(everySeconds)
  const onZero = useEffectEvent(retry)
  useEffect(() => {
    if (!on) return
    let seconds = everySeconds
    setLeft(seconds)
    const timer = setInterval(() => {
      if (seconds > 0) setLeft(--seconds)
      if (seconds > 0 || document.visibilityState === 'hidden') return
      clearInterval(timer)
      onZero()
    }, 1000)
    return () => clearInterval(timer)
  }, [on, everySeconds])
  return on ? left : null
}
