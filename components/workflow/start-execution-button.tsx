'use client'

import { Play } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'

const StartExecutionDialog = dynamic(
  () => import('./start-execution-dialog').then((module) => module.StartExecutionDialog),
  { ssr: false },
)

interface StartExecutionButtonProps {
  workflow: { arn: string; name: string }
  variant?: 'primary' | 'default' | 'ghost'
  size?: 'md' | 'sm'
  /** The sign alone; the name says which workflow. */
  icon?: boolean
}

/** Opens the start dialog of a workflow. */
export function StartExecutionButton({ workflow, variant = 'primary', size, icon }: StartExecutionButtonProps) {
  const t = useTranslations('workflows')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={icon}
        onClick={() => setOpen(true)}
        {...(icon && { 'aria-label': t('start.title', { name: workflow.name }), title: t('workflow.start') })}
      >
        <Play size={14} aria-hidden />
        {!icon && t('workflow.start')}
      </Button>
      {open && <StartExecutionDialog workflow={workflow} onClose={() => setOpen(false)} />}
    </>
  )
}
