'use client'

import { useFormat } from '@/lib/i18n/use-format'
import { useNow } from '@/lib/i18n/use-now'

interface ElapsedProps {
  startedAtMs: number
  /** Null while it goes on: the time then runs. */
  endedAtMs: number | null
}

/** How long something took, or has taken so far. */
export function Elapsed({ startedAtMs, endedAtMs }: ElapsedProps) {
  return endedAtMs === null ? <Running since={startedAtMs} /> : <Ended ms={endedAtMs - startedAtMs} />
}

function Ended({ ms }: { ms: number }) {
  return useFormat().duration(ms)
}

function Running({ since }: { since: number }) {
  const now = useNow()
  const format = useFormat()
  // Whole seconds: tenths that jump once a second only look wrong.
  return format.duration(Math.max(0, Math.floor((now - since) / 1000) * 1000))
}
