'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface TabItem<Value extends string> {
  value: Value
  label: ReactNode
  /** A count or mark after the label. */
  after?: ReactNode
  content: ReactNode
}

interface TabsProps<Value extends string> {
  /** Accessible name of the list of tabs. */
  label: string
  items: readonly TabItem<Value>[]
  value: Value
  onValueChange: (value: Value) => void
  size?: 'md' | 'sm'
  on?: 'ground' | 'sheet'
  /** Stands at the end of the row of tabs. */
  actions?: ReactNode
  className?: string
  /** Class of the row of tabs. */
  barClassName?: string
  /** Class of the open panel. */
  panelClassName?: string
}

/** Tabs with their panels; only the open panel is mounted. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, items, value, onValueChange, size = 'md', on = 'ground', actions } = props
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className={classes('flex min-h-0 flex-col', props.className)}
    >
      <div className={classes('flex items-center gap-2', props.barClassName)}>
        <Radix.List
          aria-label={label}
          className={classes(
            'inline-flex shrink-0 gap-px rounded-[9px] p-0.5 shadow-well',
            on === 'sheet' ? 'bg-well' : 'bg-ground-deep',
          )}
        >
          {items.map((item) => (
            <Radix.Trigger
              key={item.value}
              value={item.value}
              className={classes(
                'flex items-center gap-1.5 whitespace-nowrap rounded-chip font-medium text-ink-3 transition-colors',
                'duration-fast hover:text-ink data-[state=active]:bg-card data-[state=active]:text-ink',
                'data-[state=active]:shadow-e1',
                size === 'sm' ? 'h-6 px-2 text-dense' : 'h-[26px] px-2.5 text-ui',
              )}
            >
              {item.label}
              {item.after}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions}
      </div>
      {items.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          className={classes('min-h-0 data-[state=inactive]:hidden', props.panelClassName)}
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
