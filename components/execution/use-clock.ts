'use client'

import { useEffect, useState } from 'react'
import { useNow } from 'use-intl'

/** The time (epoch ms) while `ticking`, a new one every `everyMs`; the server's time until the page has come alive. */
export function useClock(ticking: boolean, everyMs: number): number {
  const rendered = useNow().getTime()
  const [now, setNow] = useState(rendered)
  useEffect(() => {
    if (!ticking) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [ticking, everyMs])
  return now
}
