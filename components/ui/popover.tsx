'use client'

import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface PopoverProps {
  /** The button that opens it; it must take a ref. */
  trigger: ReactNode
  /** Accessible name of what opens. */
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
}

/** A small sheet that opens from a button. */
export function Popover({ trigger, label, children, align = 'start', className }: PopoverProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classes('z-50 rounded-sheet bg-card p-3 text-ink shadow-e3 outline-none', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
