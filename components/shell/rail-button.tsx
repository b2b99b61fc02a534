'use client'

import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Tooltip } from '@/components/ui/tooltip'

interface RailButtonProps extends ComponentProps<'button'> {
  label: string
  icon: LucideIcon
  /** The shortcut that does the same. */
  keys?: string
}

export const RAIL_ENTRY =
  'grid size-[34px] place-items-center rounded-[9px] text-ink-3 transition-colors duration-fast hover:bg-hover hover:text-ink aria-[current]:bg-sheet aria-[current]:text-ink aria-[current]:shadow-e1 data-[state=open]:bg-hover'

/** An act on the rail: an icon with its label on hover and focus. */
export function RailButton({ label, icon: Icon, keys, ...rest }: RailButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side="right">
      <button type="button" aria-label={label} className={RAIL_ENTRY} {...rest}>
        <Icon size={18} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  )
}
