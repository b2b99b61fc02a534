'use client'

import { useTranslations } from 'use-intl'
import type { ConsoleError } from '@/lib/shared/console-error'

/** The engine's own words and the request id of an error, where there are any. */
export function ErrorDetail({ error }: { error: Pick<ConsoleError, 'detail' | 'requestId'> }) {
  const t = useTranslations('errors')
  if (!error.detail && !error.requestId) return null
  return (
    <div className="mt-2.5 w-full rounded-control bg-well px-2.5 py-2 text-code shadow-well">
      {error.detail && (
        <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words font-mono text-fail">{error.detail}</pre>
      )}
      {error.requestId && (
        <p className="text-meta text-ink-3">
          {t('requestId')} <span className="select-all font-mono">{error.requestId}</span>
        </p>
      )}
    </div>
  )
}
