'use client'

import { RotateCcw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { ExecutionDescription } from '@/lib/execution/execution-description'

const StartExecutionDialog = dynamic(
  () => import('@/components/workflow/start-execution-dialog').then((module) => module.StartExecutionDialog),
  { ssr: false },
)

/** Opens the start dialog with this execution's input. */
export function RunAgainButton({ description }: { description: ExecutionDescription }) {
  const t = useTranslations('execution')
  const [open, setOpen] = useState(false)
  const workflow = { arn: description.stateMachineArn, name: description.workflow }
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)} aria-label={t('runAgain')} title={t('runAgainHint')}>
        <RotateCcw size={15} aria-hidden />
        <span className="max-[1180px]:hidden">{t('runAgain')}</span>
      </Button>
      {open && (
        <StartExecutionDialog
          workflow={workflow}
          initialInput={description.input ?? undefined}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
