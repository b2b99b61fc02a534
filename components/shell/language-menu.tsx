'use client'

import { Languages } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'use-intl'
import { Menu } from '@/components/ui/menu'
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES } from '@/lib/i18n/locale'
import { PreferenceButton } from './preference-button'
import { setPreferenceCookie } from './preference-cookie'

/** The interface's language; kept in this browser. */
export function LanguageMenu({ labelled }: { labelled?: boolean }) {
  const t = useTranslations('common')
  const router = useRouter()
  return (
    <Menu
      side={labelled ? 'top' : 'right'}
      align="end"
      trigger={<PreferenceButton label={t('nav.language')} icon={Languages} labelled={labelled} />}
      entries={[
        {
          kind: 'choice',
          label: t('nav.language'),
          value: useLocale(),
          onChange: (locale) => {
            setPreferenceCookie(LOCALE_COOKIE, locale)
            router.refresh()
          },
          items: LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] })),
        },
      ]}
    />
  )
}
