'use client'

import type { DateStyle } from '@/lib/i18n/format'
import { useFormat } from '@/lib/i18n/use-format'
import { useNow } from '@/lib/i18n/use-now'

interface TimeProps {
  /** Epoch ms. */
  at: number
  className?: string
}

/** A moment in the viewer's zone, with UTC as its title. */
export function Time({ at, style = 'time', className }: TimeProps & { style?: DateStyle }) {
  const format = useFormat()
  return (
    <time dateTime={new Date(at).toISOString()} title={format.utc(at)} className={className}>
      {format.date(at, style)}
    </time>
  )
}

/** How long ago a moment is, kept up to date, with the moment itself as its title. */
export function RelativeTime({ at, className }: TimeProps) {
  const format = useFormat()
  const now = useNow()
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${format.date(at, 'full')} (${format.utc(at)})`}
      className={className}
    >
      {format.relative(at, now)}
    </time>
  )
}
