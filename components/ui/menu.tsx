'use client'

import { Slot } from 'radix-ui'
import type { ReactNode } from 'react'
import { useOnDemand } from './use-on-demand'

export type MenuEntry =
  | { kind: 'label'; label: string }
  | { kind: 'act'; label: string; icon?: ReactNode; danger?: boolean; onSelect: () => void }
  /** One out of several, the taken one ticked; its label stands above. */
  | {
      kind: 'choice'
      label: string
      value: string
      onChange: (value: string) => void
      items: readonly { value: string; label: string; icon?: ReactNode }[]
    }
  /** On or off, ticked when on. */
  | { kind: 'switch'; label: string; icon?: ReactNode; on: boolean; onChange: (on: boolean) => void }

export interface MenuProps {
  /** The button that opens it; it must take a ref. */
  trigger: ReactNode
  entries: readonly MenuEntry[]
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
}

/** A menu that opens from a button; its code comes when the button is about to be pressed. */
export function Menu(props: MenuProps) {
  const { Loaded, press } = useOnDemand(() => import('./menu-panel').then((module) => module.MenuPanel))
  if (Loaded) return <Loaded {...props} />
  return (
    <Slot.Root aria-haspopup="menu" {...press}>
      {props.trigger}
    </Slot.Root>
  )
}
