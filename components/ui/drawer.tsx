'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface DrawerProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Accessible name; the drawer's content shows its own title. */
  label: string
  children: ReactNode
  className?: string
}

/** A panel that comes over the page from the right: the inspector on narrow screens. */
export function Drawer({ open, onOpenChange, label, children, className }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          className={classes(
            'drawer-sheet fixed bottom-2 right-2 top-[60px] z-30 flex w-[min(408px,calc(100vw-64px))] flex-col',
            'overflow-hidden rounded-sheet bg-sheet shadow-e3 outline-none',
            className,
          )}
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
