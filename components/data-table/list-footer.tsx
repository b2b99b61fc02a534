import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

interface PageLink {
  /** Null when there is no such page. */
  href: string | null
  label: string
}

interface ListFooterProps {
  text: ReactNode
  previous: PageLink
  next: PageLink
}

/** The foot of a list that has more than one page. */
export function ListFooter({ text, previous, next }: ListFooterProps) {
  return (
    <footer className="flex h-12 shrink-0 items-center gap-2 px-4 text-dense text-ink-3 tabular-nums">
      <span className="flex-1">{text}</span>
      {previous.href && (
        <Button asChild size="sm">
          <Link href={previous.href}>
            <ChevronLeft size={14} aria-hidden />
            {previous.label}
          </Link>
        </Button>
      )}
      {next.href && (
        <Button asChild size="sm">
          <Link href={next.href}>
            {next.label}
            <ChevronRight size={14} aria-hidden />
          </Link>
        </Button>
      )}
    </footer>
  )
}
