'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/console/routes'

/** The way back in, in a tab of its own: this page, and what was typed in it, stays as it is. */
export function SignInAgain() {
  const t = useTranslations('errors')
  return (
    <Button asChild size="sm">
      <a href={routes.signIn()} target="_blank" rel="noreferrer">
        {t('signInAgain')}
        <ExternalLink size={13} aria-hidden />
        <span className="sr-only">{t('newTab')}</span>
      </a>
    </Button>
  )
}
