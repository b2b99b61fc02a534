'use client'

import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { RailEntry } from './rail-entry'

interface PreferenceButtonProps extends ComponentProps<'button'> {
  label: string
  icon: LucideIcon
  /** A button with its word, for pages without the rail. */
  labelled?: boolean
}

/** The button of a preference: an entry of the rail, a word elsewhere. */
export function PreferenceButton({ label, icon: Icon, labelled, ...rest }: PreferenceButtonProps) {
  if (!labelled) return <RailEntry label={label} icon={Icon} {...rest} />
  return (
    <Button variant="ghost" {...rest}>
      <Icon size={15} aria-hidden />
      {label}
    </Button>
  )
}
