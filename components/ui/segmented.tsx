'use client'

import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface SegmentedItem<Value extends string> {
  value: Value
  label: ReactNode
  /** Stands before the label. */
  icon?: ReactNode
  disabled?: boolean
}

interface SegmentedProps<Value extends string> {
  /** Accessible name of the group. */
  label: string
  items: readonly SegmentedItem<Value>[]
  value: Value
  onValueChange: (value: Value) => void
  size?: 'md' | 'sm'
  /** `ground` on the canvas and the bar, `sheet` on paper. */
  on?: 'ground' | 'sheet'
  className?: string
}

/** One choice out of a few, side by side. For panels that belong to the choice use Tabs. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, items, value, onValueChange, size = 'md', on = 'ground', className } = props
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onValueChange(next as Value)}
      className={classes(SEGMENTED_TRACK, on === 'sheet' ? 'bg-well' : 'bg-ground-deep', className)}
    >
      {items.map((item) => (
        <ToggleGroup.Item
          key={item.value}
          value={item.value}
          disabled={item.disabled}
          className={classes(SEGMENTED_ITEM, size === 'sm' ? 'h-6 px-2 text-dense' : 'h-[26px] px-2.5 text-ui')}
        >
          {item.icon}
          {item.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}

const SEGMENTED_TRACK = 'inline-flex shrink-0 gap-px rounded-[9px] p-0.5 shadow-well'
const SEGMENTED_ITEM = classes(
  'flex items-center gap-1.5 whitespace-nowrap rounded-chip font-medium text-ink-3 transition-colors duration-fast',
  'hover:text-ink data-[state=on]:bg-card data-[state=on]:text-ink data-[state=on]:shadow-e1 disabled:opacity-50',
)
