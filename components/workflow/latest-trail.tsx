'use client'

import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { STATUS_TEXT } from '@/components/ui/status-mark'
import { Stone } from '@/components/ui/stone'
import type { StepStatus } from '@/lib/execution/step-view'

/** The newest executions of a workflow as stones, the newest at the right, with their counts in words. */
export function LatestTrail({ statuses }: { statuses: readonly StepStatus[] }) {
  const t = useTranslations('common')
  const words = [...new Set(statuses)].map(
    (status) => `${statuses.filter((each) => each === status).length} ${t(`status.${status}`).toLowerCase()}`,
  )
  const oldestFirst = [...statuses].reverse()
  return (
    <span className="inline-flex gap-0.5 align-middle" title={words.join(', ')}>
      <span className="sr-only">{words.join(', ')}</span>
      {oldestFirst.map((status, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a stone has no identity but its place
          key={place}
          className={classes(
            status === 'succeeded' ? 'text-[color-mix(in_oklab,var(--ink)_58%,var(--sheet))]' : STATUS_TEXT[status],
            status === 'running' && 'animate-breath',
          )}
        >
          <Stone size={9} />
        </span>
      ))}
    </span>
  )
}
