import Link from 'next/link'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface LinkTabsProps {
  /** Accessible name. */
  label: string
  items: readonly { href: string; label: ReactNode; current: boolean }[]
}

/** The views of a page, each with an address of its own; looks as Segmented does. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="inline-flex shrink-0 gap-px rounded-[9px] bg-ground-deep p-0.5 shadow-well">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'page' : undefined}
          className={classes(
            'flex h-[26px] items-center whitespace-nowrap rounded-chip px-2.5 font-medium',
            item.current ? 'bg-card text-ink shadow-e1' : 'text-ink-3 hover:text-ink',
          )}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
