import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import { classes } from '@/components/ui/classes'
import { ConnectionChip } from './connection'

interface TopBarProps {
  /** Where this page lies, outermost first, without the page itself. */
  crumbs?: readonly { label: ReactNode; href: string }[]
  title: ReactNode
  /** Stands right after the title: a tag, a status, figures. */
  after?: ReactNode
  /** Buttons at the end, the main one last. */
  actions?: ReactNode
}

const SHORT = 14

const Slash = () => (
  <span aria-hidden className="font-light text-ink-4">
    /
  </span>
)

/** The bar of a page, 52 px: engine, place, title, acts. */
export function TopBar({ crumbs = [], title, after, actions }: TopBarProps) {
  return (
    <header className="flex h-[52px] min-w-0 shrink-0 items-center gap-2.5 pr-2 pl-1">
      <ConnectionChip />
      {crumbs.map((crumb) => (
        <Fragment key={crumb.href}>
          <Slash />
          <Link
            href={crumb.href}
            className={classes(
              'max-w-[260px] truncate rounded-stone text-ink-2 hover:text-ink hover:underline',
              // A page's name stays whole; a workflow's name gives way, and so does the title.
              typeof crumb.label === 'string' && crumb.label.length <= SHORT ? 'shrink-0' : 'min-w-0',
            )}
          >
            {crumb.label}
          </Link>
        </Fragment>
      ))}
      <Slash />
      <h1 className="min-w-0 truncate text-h1" title={typeof title === 'string' ? title : undefined}>
        {title}
      </h1>
      {after}
      <div className="flex-1" />
      {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </header>
  )
}
