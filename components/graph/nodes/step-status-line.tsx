'use client'

import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { STATUS_TEXT, StatusMark } from '@/components/ui/status-mark'
import type { StepStatus, StepView } from '@/lib/execution/step-view'

interface StepStatusLineProps {
  status: StepStatus
  step: StepView | undefined
}

/** A status' stone and word, as they stand at the right of a card's first row. Success stays quiet. */
export function StepStatusLine({ status, step }: StepStatusLineProps) {
  const t = useTranslations('graph')
  const word = step?.retry
    ? t('retryOf', { attempt: step.retry.attempt, max: step.retry.maxAttempts })
    : t(`status.${status}`)
  return (
    <span
      className={classes(
        'graph-status flex shrink-0 items-center gap-[5px] text-meta/[18px] font-medium',
        STATUS_TEXT[status],
      )}
    >
      <StatusMark status={status} size={13} />
      <span className={classes('graph-word whitespace-nowrap', status === 'succeeded' && 'text-ink-3')}>{word}</span>
    </span>
  )
}
