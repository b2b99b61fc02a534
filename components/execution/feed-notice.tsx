'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/lib/i18n/use-format'
import type { FeedSnapshot } from './execution-store'

/** So many events are read before anybody could read a word about it. */
const SHORT_HISTORY = 1000

interface FeedNoticeProps extends Pick<FeedSnapshot, 'feed' | 'heardAtMs'> {
  /** Events read so far of an execution that has ended; null while it runs. */
  read: number | null
}

/** Says so when what is on the screen may be old, and that it mends itself; and that a long history is still being read. */
export function FeedNotice({ feed, heardAtMs, read }: FeedNoticeProps) {
  const t = useTranslations('execution')
  const format = useFormat()
  return (
    <div role="status" className="empty:hidden">
      {(feed === 'stale' || feed === 'gone') && (
        <p className="flex items-center gap-2 rounded-chip bg-retry-soft px-2.5 py-1 font-medium text-dense text-retry shadow-e1">
          <CloudOff size={14} aria-hidden />
          {feed === 'gone'
            ? t('feed.gone')
            : heardAtMs === null
              ? t('feed.staleSinceStart')
              : t('feed.stale', { time: format.date(heardAtMs, 'time') })}
        </p>
      )}
      {feed === 'live' && read !== null && read >= SHORT_HISTORY && (
        <p className="rounded-chip bg-card px-2.5 py-1 font-medium text-dense text-ink-2 tabular-nums shadow-e1">
          {t('feed.reading', { count: format.number(read) })}
        </p>
      )}
    </div>
  )
}
