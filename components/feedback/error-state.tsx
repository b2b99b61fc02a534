'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { ConsoleError } from '@/lib/shared/console-error'
import { ErrorDetail } from './error-detail'
import { SignInAgain } from './sign-in-again'
import { StoneField } from './stone-field'
import { useRetryCountdown } from './use-retry-countdown'

const BROKEN = 'ooooooooooo ooooooooooo oooooox.... ooooo...... ...........'
const TRY_EVERY_SECONDS = 8

/**
 * Takes the place of something that could not be read: what happened, the engine's own words, and reading it again. While the engine is
 * away it tries by itself.
 */
export function ErrorState({ error }: { error: ConsoleError }) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const router = useRouter()
  const [busy, startTransition] = useTransition()
  const retry = () => startTransition(() => router.refresh())
  const away = error.kind === 'engine-away'
  const left = useRetryCountdown(away && !busy, TRY_EVERY_SECONDS, retry)
  return (
    <div className="m-auto flex w-full max-w-[440px] flex-col items-start p-8">
      <div role="alert" className="w-full">
        <StoneField pattern={BROKEN} />
        <h2 className="mt-5 text-[15px] text-h2">{t(`kinds.${error.kind}.title`)}</h2>
        <p className="mt-1 text-pretty text-ink-2 text-read-2">{t(`kinds.${error.kind}.hint`)}</p>
        <ErrorDetail error={error} />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-2 empty:hidden">
        {error.retryable && (
          <Button onClick={retry} aria-disabled={busy}>
            <RefreshCw size={14} aria-hidden className={busy ? 'animate-spin' : undefined} />
            {away ? t('tryNow') : common('retry')}
          </Button>
        )}
        {away && (
          <span className="px-1 text-dense text-ink-2 tabular-nums">
            {left === null ? t('trying') : t('nextTry', { seconds: left })}
          </span>
        )}
        {error.kind === 'signed-out' && <SignInAgain />}
      </div>
    </div>
  )
}
