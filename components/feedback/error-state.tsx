'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { ConsoleError } from '@/lib/shared/console-error'
import { ErrorDetail } from './error-detail'
import { StoneField } from './stone-field'

const BROKEN = 'ooooooooooo ooooooooooo oooooox.... ooooo...... ...........'

interface ErrorStateProps {
  error: ConsoleError
  /** Asks again; without it the page's data is read anew. */
  onRetry?: () => void
  /** More to do, beside trying again. */
  actions?: ReactNode
}

/** Takes the place of something that could not be read: what happened, the engine's own words, and trying again. */
export function ErrorState({ error, onRetry, actions }: ErrorStateProps) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const router = useRouter()
  const [busy, startTransition] = useTransition()
  const retry = onRetry ?? (() => startTransition(() => router.refresh()))
  return (
    <div role="alert" className="m-auto flex w-full max-w-[440px] flex-col items-start p-8">
      <StoneField pattern={BROKEN} />
      <h2 className="mt-5 text-[15px] text-h2">{t(`kinds.${error.kind}.title`)}</h2>
      <p className="mt-1 text-pretty text-ink-2 text-read-2">{t(`kinds.${error.kind}.hint`)}</p>
      <ErrorDetail error={error} />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {error.retryable && (
          <Button onClick={retry} disabled={busy}>
            <RefreshCw size={14} aria-hidden className={busy ? 'animate-spin' : undefined} />
            {common('retry')}
          </Button>
        )}
        {actions}
      </div>
    </div>
  )
}
