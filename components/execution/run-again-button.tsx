'use client'

import { RotateCcw } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { startExecution } from '@/lib/console/actions/start-execution'
import type { ExecutionDescription } from '@/lib/execution/execution-description'

/** Starts the workflow again with this execution's input, and goes there. */
export function RunAgainButton({ description }: { description: ExecutionDescription }) {
  const t = useTranslations('execution')
  const errors = useTranslations('errors')
  const [busy, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const { stateMachineArn, input } = description
      const started = await startExecution({ stateMachineArn, name: crypto.randomUUID(), input: input ?? '{}' })
      if (!started.ok) toast.error(errors(`kinds.${started.error.kind}.title`), { description: started.error.detail })
    })
  return (
    <Button variant="primary" onClick={run} disabled={busy} aria-label={t('runAgain')} title={t('runAgainHint')}>
      <RotateCcw size={15} aria-hidden />
      <span className="max-[1180px]:hidden">{t('runAgain')}</span>
    </Button>
  )
}
