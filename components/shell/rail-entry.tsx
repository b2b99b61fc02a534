'use client'

import './rail.css'
import type { LucideIcon } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'

interface RailEntryProps extends ComponentProps<'button'> {
  label: string
  icon: LucideIcon
  /** The shortcut that does the same. */
  keys?: string
  /** A link without content that becomes the entry; else the entry is a button. */
  link?: ReactNode
}

/** A place or an act on the rail: an icon whose label comes on hover and focus, or stands beside it when the rail is open. */
export function RailEntry({ label, icon: Icon, keys, link, ...rest }: RailEntryProps) {
  const Element = link ? Slot.Root : 'button'
  return (
    <Element {...(link ? {} : { type: 'button' as const })} aria-label={label} className="rail-entry" {...rest}>
      {link && <Slot.Slottable>{link}</Slot.Slottable>}
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <span aria-hidden className="rail-label">
        {label}
        {keys && <Kbd>{keys}</Kbd>}
      </span>
    </Element>
  )
}
