'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/lib/i18n/use-format'
import type { FeedSnapshot } from './execution-store'

/** Says so when what is on the screen may be old, and that it mends itself. */
export function FeedNotice({ feed, heardAtMs }: Pick<FeedSnapshot, 'feed' | 'heardAtMs'>) {
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
    </div>
  )
}
