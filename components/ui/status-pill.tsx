'use client'

import { useTranslations } from 'use-intl'
import type { StepStatus } from '@/lib/execution/step-view'
import { classes } from './classes'
import { STATUS_TEXT, StatusMark } from './status-mark'

const SOFT: Record<StepStatus, string> = {
  'not-reached': 'bg-well',
  running: 'bg-run-soft',
  retrying: 'bg-retry-soft',
  succeeded: 'bg-ok-soft',
  caught: 'bg-caught-soft',
  failed: 'bg-fail-soft',
  'timed-out': 'bg-time-soft',
  aborted: 'bg-abort-soft',
}

interface StatusPillProps {
  status: StepStatus
  /** `pill` has the status' soft ground; `plain` is for tables, where success stays quiet. */
  variant?: 'pill' | 'plain'
  /** Stands instead of the status' word, e.g. "Retry 2 of 4". */
  word?: string
  size?: number
}

/** A status as glyph, word and colour together. */
export function StatusPill({ status, variant = 'pill', word, size = 14 }: StatusPillProps) {
  const t = useTranslations('common')
  const quiet = variant === 'plain' && status === 'succeeded'
  return (
    <span
      className={classes(
        'inline-flex items-center gap-[5px] whitespace-nowrap align-middle font-medium text-dense',
        quiet ? 'text-ink-2' : STATUS_TEXT[status],
        variant === 'pill' && classes('h-6 rounded-chip pl-[7px] pr-[9px]', SOFT[status]),
      )}
    >
      <StatusMark status={status} size={size} />
      {word ?? t(`status.${status}`)}
    </span>
  )
}
