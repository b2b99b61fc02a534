import type { ReactNode } from 'react'

/** A key or a chord of keys. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-stone bg-hover px-1 font-medium font-mono text-[11px] text-ink-3 leading-4">{children}</kbd>
  )
}
