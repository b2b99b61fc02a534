'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd'

interface TooltipProps {
  label: ReactNode
  /** A shortcut shown after the label, e.g. `g w`. */
  keys?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** The one element the tooltip belongs to; it must take a ref. */
  children: ReactNode
}

/** A short label on hover and focus. Never the only place of something a person must know. */
export function Tooltip({ label, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-[60] flex max-w-[320px] items-center gap-2 rounded-chip bg-card px-2 py-1 text-dense text-ink shadow-e3"
        >
          {label}
          {keys && <Kbd>{keys}</Kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
