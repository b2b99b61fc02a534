import Link from 'next/link'
import type { ReactNode } from 'react'
import { classes } from '@/components/ui/classes'

interface StatusFilterProps {
  label: string
  items: readonly { href: string; label: ReactNode; current: boolean }[]
}

/** The statuses one can look at, as links: the choice lives in the URL. */
export function StatusFilter({ label, items }: StatusFilterProps) {
  return (
    <nav aria-label={label} className="flex gap-0.5">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'page' : undefined}
          className={classes(
            'flex h-[30px] items-center whitespace-nowrap rounded-control px-[11px] font-medium',
            item.current ? 'bg-card text-ink shadow-e1' : 'text-ink-3 hover:text-ink',
          )}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
