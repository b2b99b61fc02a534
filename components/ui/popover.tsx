'use client'

import { Slot } from 'radix-ui'
import type { ReactNode } from 'react'
import { useOnDemand } from './use-on-demand'

export interface PopoverProps {
  /** The button that opens it; it must take a ref. */
  trigger: ReactNode
  /** Accessible name of what opens. */
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
}

/** A small sheet that opens from a button; its code comes when the button is about to be pressed. */
export function Popover(props: PopoverProps) {
  const { Loaded, press } = useOnDemand(() => import('./popover-panel').then((module) => module.PopoverPanel))
  if (Loaded) return <Loaded {...props} />
  return (
    <Slot.Root aria-haspopup="dialog" {...press}>
      {props.trigger}
    </Slot.Root>
  )
}
