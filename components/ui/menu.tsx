'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface MenuProps {
  /** The button that opens it; it must take a ref. */
  trigger: ReactNode
  children: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
  /** Runs when it opens. */
  onOpen?: () => void
  className?: string
}

/** A menu that opens from a button. Fill it with MenuItem, MenuChoice and MenuLabel. */
export function Menu({ trigger, children, side = 'bottom', align = 'start', onOpen, className }: MenuProps) {
  return (
    <Radix.Root modal={false} onOpenChange={(open) => open && onOpen?.()}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Where its button is, not at the end of the page: a menu belongs to the landmark it opens from. */}
      <Radix.Content
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className={classes('z-50 min-w-[180px] rounded-sheet bg-card p-1.5 text-ink shadow-e3 outline-none', className)}
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  )
}

const ITEM =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-control px-2 text-ui outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-50'

interface MenuItemProps {
  onSelect?: () => void
  icon?: ReactNode
  children: ReactNode
  danger?: boolean
  disabled?: boolean
  /** Draws the only child (a link) as the item. */
  asChild?: boolean
}

export function MenuItem({ onSelect, icon, children, danger, disabled, asChild }: MenuItemProps) {
  return (
    <Radix.Item
      asChild={asChild}
      disabled={disabled}
      onSelect={onSelect}
      className={classes(ITEM, danger && 'text-fail')}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </Radix.Item>
  )
}

interface MenuChoiceProps<Value extends string> {
  value: Value
  onValueChange: (value: Value) => void
  items: readonly { value: Value; label: ReactNode; icon?: ReactNode }[]
}

/** One choice out of several, the taken one ticked. */
export function MenuChoice<Value extends string>({ value, onValueChange, items }: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
      {items.map((item) => (
        <Radix.RadioItem key={item.value} value={item.value} className={ITEM}>
          {item.icon}
          <span className="flex-1">{item.label}</span>
          <Radix.ItemIndicator>
            <Check size={14} aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pb-1 pt-1.5 text-meta text-ink-3">{children}</Radix.Label>
}
