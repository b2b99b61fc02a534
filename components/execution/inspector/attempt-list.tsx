import { useTranslations } from 'use-intl'
import { StatusMark } from '@/components/ui/status-mark'
import { Time } from '@/components/ui/time'
import type { Visit } from '@/lib/execution/visit'
import type { AttemptDetail } from '@/lib/execution/visit-detail'
import { useFormat } from '@/lib/i18n/use-format'
import { useClock } from '../use-clock'

/** Each try of a visit with its error, and the wait before the next. */
export function AttemptList({ visit, attempts }: { visit: Visit; attempts: readonly AttemptDetail[] }) {
  const t = useTranslations('execution')
  const common = useTranslations('common')
  const format = useFormat()
  const waits = visit.retry !== null
  const now = useClock(waits || attempts.at(-1)?.endedAtMs === null, 200)
  return (
    <section aria-label={t('attempts.title')}>
      <h3 className="mb-1 font-semibold text-dense">{t('attempts.title')}</h3>
      <ol className="flex flex-col">
        {attempts.map((attempt, position) => {
          const next = attempts[position + 1]
          return (
            <li key={attempt.number} className="flex gap-2 py-1 text-dense">
              <span className="w-4 shrink-0 pt-px text-right font-mono text-[11px] text-ink-3">{attempt.number}</span>
              <span className="pt-px">
                <StatusMark status={attempt.status} size={13} />
              </span>
              <div className="min-w-0 flex-1">
                <p className="flex items-baseline justify-between gap-2">
                  <span className="min-w-0 break-words">
                    {attempt.error ? (
                      <span className="font-mono">{attempt.error}</span>
                    ) : (
                      common(`status.${attempt.status}`)
                    )}
                  </span>
                  <span className="whitespace-nowrap text-ink-3 tabular-nums">
                    <Time at={attempt.startedAtMs} />
                    {` · ${format.duration((attempt.endedAtMs ?? now) - attempt.startedAtMs)}`}
                  </span>
                </p>
                {attempt.cause && position < attempts.length - 1 && (
                  <p className="line-clamp-2 break-words text-ink-3 text-meta" title={attempt.cause}>
                    {attempt.cause}
                  </p>
                )}
                {next && attempt.endedAtMs !== null && (
                  <p className="text-meta text-retry">
                    {t('attempts.backOff', { wait: format.duration(next.startedAtMs - attempt.endedAtMs) })}
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      {visit.retry && (
        <p role="status" className="pl-6 text-dense text-retry">
          {visit.retry.dueAtMs === null
            ? t('attempts.waiting', { attempt: visit.retry.attempt, max: visit.retry.maxAttempts })
            : t('attempts.due', {
                attempt: visit.retry.attempt,
                max: visit.retry.maxAttempts,
                wait: format.duration(visit.retry.dueAtMs - now),
              })}
        </p>
      )}
    </section>
  )
}
