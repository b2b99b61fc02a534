import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { CopyButton } from '@/components/ui/copy-button'
import { ScrollRegion } from '@/components/ui/scroll-region'
import type { StepStatus } from '@/lib/execution/step-view'

interface FailurePanelProps {
  error: string
  cause: string | null
  /** How the step or execution ended: a caught failure and a stop are told calmly. */
  status: StepStatus
}

const LOOKS: Partial<Record<StepStatus, string>> = {
  caught: 'bg-caught-soft text-caught',
  aborted: 'bg-abort-soft text-abort',
  'timed-out': 'bg-time-soft text-time',
}

/** Why it failed: the error's name, then its cause as text or, when it is JSON, laid out. */
export function FailurePanel({ error, cause, status }: FailurePanelProps) {
  const t = useTranslations('execution')
  const look = LOOKS[status] ?? 'bg-fail-soft text-fail'
  return (
    <section aria-label={t('failure.title')} className={classes('rounded-node p-3', look)}>
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1 break-words font-medium font-mono text-[13px]">
          {error || t(status === 'aborted' ? 'failure.stopped' : 'failure.unnamed')}
        </h3>
        <CopyButton
          text={() => [error, cause].filter(Boolean).join('\n')}
          label={t('failure.copy')}
          className="-mt-1 -mr-1"
        />
      </div>
      {cause ? (
        <ScrollRegion label={t('failure.cause')} className="mt-1 max-h-[220px]">
          <pre className="whitespace-pre-wrap break-words font-mono text-code text-ink">{pretty(cause)}</pre>
        </ScrollRegion>
      ) : (
        <p className="mt-1 text-dense text-ink-2">{t('failure.noCause')}</p>
      )}
    </section>
  )
}

function pretty(cause: string): string {
  if (!/^\s*[[{]/.test(cause)) return cause
  try {
    return JSON.stringify(JSON.parse(cause), null, 2)
  } catch {
    return cause
  }
}
