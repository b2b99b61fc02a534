'use client'

import { Popover as Radix } from 'radix-ui'
import { classes } from './classes'
import type { PopoverProps } from './popover'

/** An open popover with its button. */
export function PopoverPanel({ trigger, label, children, align = 'start', className }: PopoverProps) {
  return (
    <Radix.Root defaultOpen>
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
