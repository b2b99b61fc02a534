import Link from 'next/link'
import type { ReactNode } from 'react'
import { classes } from '@/components/ui/classes'

interface RowLinkProps {
  href: string
  children: ReactNode
  className?: string
}

/** The link of a row: its press area is the whole row, its focus ring too. */
export function RowLink({ href, children, className }: RowLinkProps) {
  return (
    <Link
      href={href}
      className={classes(
        'font-medium text-ink outline-none after:absolute after:inset-0 after:rounded-chip',
        'focus-visible:after:outline-2 focus-visible:after:outline-teal focus-visible:after:-outline-offset-2',
        className,
      )}
    >
      {children}
    </Link>
  )
}
