'use client'

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Menu, MenuChoice } from '@/components/ui/menu'
import { PreferenceButton } from './preference-button'
import { setPreferenceCookie } from './preference-cookie'
import { THEME_COOKIE, THEMES, type Theme } from './theme'

const ICONS = { system: Monitor, light: Sun, dark: Moon }

function chosenTheme(): Theme {
  const match = document.cookie.match(new RegExp(`${THEME_COOKIE}=(\\w+)`))
  return THEMES.find((theme) => theme === match?.[1]) ?? 'system'
}

function applyTheme(theme: Theme) {
  const root = document.documentElement
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (theme === 'system') delete root.dataset.chosen
  else root.dataset.chosen = theme
}

/** Light, dark or as the system; kept in this browser. */
export function ThemeMenu({ labelled }: { labelled?: boolean }) {
  const t = useTranslations('common')
  const [theme, setTheme] = useState<Theme>('system')
  const choose = (next: Theme) => {
    setTheme(next)
    setPreferenceCookie(THEME_COOKIE, next)
    applyTheme(next)
  }
  return (
    <Menu
      side={labelled ? 'top' : 'right'}
      align="end"
      onOpen={() => setTheme(chosenTheme())}
      trigger={<PreferenceButton label={t('nav.theme')} icon={SunMoon} labelled={labelled} />}
    >
      <MenuChoice
        value={theme}
        onValueChange={choose}
        items={THEMES.map((value) => {
          const Icon = ICONS[value]
          return { value, label: t(`theme.${value}`), icon: <Icon size={14} aria-hidden /> }
        })}
      />
    </Menu>
  )
}
