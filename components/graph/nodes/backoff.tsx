'use client'

import { useState } from 'react'

/** The bar at a card's foot that fills until the next attempt starts. Decorative: the words beside it say when. */
export function Backoff({ dueAtMs }: { dueAtMs: number }) {
  const [startedAtMs] = useState(() => Date.now())
  return (
    <span
      aria-hidden="true"
      className="absolute right-[9px] bottom-[3px] left-[9px] h-0.5 overflow-hidden rounded-full bg-retry-soft"
    >
      <span
        key={dueAtMs}
        className="graph-backoff block h-full rounded-full bg-retry"
        style={{ animationDuration: `${Math.max(200, dueAtMs - startedAtMs)}ms` }}
      />
    </span>
  )
}
