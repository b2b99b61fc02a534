import Link from 'next/link'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface LinkTabsProps {
  /** Accessible name. */
  label: string
  items: readonly { href: string; label: ReactNode; current: boolean }[]
  /** `track` looks as Segmented does; `plain` stands on a sheet, as a filter over a list does. */
  variant?: 'track' | 'plain'
}

/** The views of a page or of a list, each with an address of its own. */
export function LinkTabs({ label, items, variant = 'track' }: LinkTabsProps) {
  const track = variant === 'track'
  return (
    <nav
      aria-label={label}
      className={track ? 'inline-flex shrink-0 gap-px rounded-[9px] bg-ground-deep p-0.5 shadow-well' : 'flex gap-0.5'}
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'page' : undefined}
          className={classes(
            'flex items-center whitespace-nowrap font-medium',
            track ? 'h-[26px] rounded-chip px-2.5' : 'h-[30px] rounded-control px-[11px]',
            item.current ? 'bg-card text-ink shadow-e1' : 'text-ink-3 hover:text-ink',
          )}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
