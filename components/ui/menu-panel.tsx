'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { classes } from './classes'
import type { MenuEntry, MenuProps } from './menu'

const ITEM =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-control px-2 text-ui outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-50'
const LABEL = 'px-2 pt-1.5 pb-1 text-ink-3 text-meta'

const Tick = () => (
  <Radix.ItemIndicator>
    <Check size={14} aria-hidden />
  </Radix.ItemIndicator>
)

// A choice or a switch leaves the menu open, so that one sees what it does and can go on.
const stay = (event: Event) => event.preventDefault()

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'label') return <Radix.Label className={LABEL}>{entry.label}</Radix.Label>
  if (entry.kind === 'act') {
    return (
      <Radix.Item onSelect={entry.onSelect} className={classes(ITEM, entry.danger && 'text-fail')}>
        {entry.icon}
        {entry.label}
      </Radix.Item>
    )
  }
  if (entry.kind === 'switch') {
    return (
      <Radix.CheckboxItem checked={entry.on} onCheckedChange={entry.onChange} onSelect={stay} className={ITEM}>
        {entry.icon}
        <span className="flex-1">{entry.label}</span>
        <Tick />
      </Radix.CheckboxItem>
    )
  }
  return (
    <Radix.RadioGroup value={entry.value} onValueChange={entry.onChange} aria-label={entry.label}>
      <Radix.Label aria-hidden className={LABEL}>
        {entry.label}
      </Radix.Label>
      {entry.items.map((item) => (
        <Radix.RadioItem key={item.value} value={item.value} onSelect={stay} className={ITEM}>
          {item.icon}
          <span className="flex-1">{item.label}</span>
          <Tick />
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

/** An open menu with its button. */
export function MenuPanel({ trigger, entries, side = 'bottom', align = 'start' }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Where its button is, not at the end of the page: a menu belongs to the landmark it opens from. */}
      <Radix.Content
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-[180px] rounded-sheet bg-card p-1.5 text-ink shadow-e3 outline-none"
      >
        {entries.map((entry) => (
          <Entry key={`${entry.kind} ${entry.label}`} entry={entry} />
        ))}
      </Radix.Content>
    </Radix.Root>
  )
}
