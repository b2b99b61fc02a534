import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { CopyButton } from '@/components/ui/copy-button'
import { ScrollRegion } from '@/components/ui/scroll-region'

interface FailurePanelProps {
  error: string
  cause: string | null
  /** The failure was caught: told calmly. */
  caught?: boolean
}

/** Why it failed: the error's name, then its cause as text or, when it is JSON, laid out. */
export function FailurePanel({ error, cause, caught = false }: FailurePanelProps) {
  const t = useTranslations('execution')
  return (
    <section
      aria-label={t('failure.title')}
      className={classes('rounded-node p-3', caught ? 'bg-caught-soft' : 'bg-fail-soft')}
    >
      <div className="flex items-start gap-2">
        <h3
          className={classes(
            'min-w-0 flex-1 break-words font-medium font-mono text-[13px]',
            caught ? 'text-caught' : 'text-fail',
          )}
        >
          {error || t('failure.unnamed')}
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
