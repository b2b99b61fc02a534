'use client'

import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { STATUS_TEXT, StatusMark } from '@/components/ui/status-mark'
import type { StepStatus, StepView } from '@/lib/execution/step-view'
import { statusWord } from './status-word'

interface StepStatusLineProps {
  status: StepStatus
  step: StepView | undefined
  /** True where the word stands elsewhere. */
  stoneOnly?: boolean
}

/** A status' stone and word, as they stand at the right of a card's first row. Success stays quiet. */
export function StepStatusLine({ status, step, stoneOnly = false }: StepStatusLineProps) {
  const t = useTranslations('graph')
  return (
    <span
      className={classes(
        'graph-status flex shrink-0 items-center gap-[5px] text-meta/[18px] font-medium',
        STATUS_TEXT[status],
      )}
    >
      <StatusMark status={status} size={13} />
      {!stoneOnly && (
        <span className={classes('graph-word whitespace-nowrap', status === 'succeeded' && 'text-ink-3')}>
          {statusWord(t, status, step)}
        </span>
      )}
    </span>
  )
}
