'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ConsoleError } from '@/lib/shared/console-error'
import { ErrorDetail } from './error-detail'
import { SignInAgain } from './sign-in-again'

/** An error inside a dialog or a form, where what was typed stays. */
export function InlineError({ error }: { error: ConsoleError }) {
  const t = useTranslations('errors')
  return (
    <div role="alert" className="rounded-control bg-fail-soft px-3 py-2">
      <p className="flex items-start gap-1.5 font-medium text-fail text-read-2">
        <CircleAlert size={15} aria-hidden className="mt-[3px] shrink-0" />
        {t(`kinds.${error.kind}.title`)}
      </p>
      <div className="pl-[21px]">
        <p className="text-dense text-ink">{t(`kinds.${error.kind}.hint`)}</p>
        <ErrorDetail error={error} />
        {error.kind === 'signed-out' && (
          <div className="mt-2 mb-1">
            <SignInAgain />
          </div>
        )}
      </div>
    </div>
  )
}
