'use client'

import { Grid2x2, Monitor, Moon, Rows3, Rows4, Sun, SunMoon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Menu } from '@/components/ui/menu'
import { DENSITIES, parseDensity, parseTheme, THEMES } from './appearance'
import { PreferenceButton } from './preference-button'
import { useAppearance } from './use-appearance'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon }
const DENSITY_ICONS = { compact: Rows4, comfortable: Rows3 }

/** Theme, density and the canvas' texture; kept in this browser. */
export function AppearanceMenu({ labelled }: { labelled?: boolean }) {
  const t = useTranslations('common')
  const { appearance, choose } = useAppearance()
  return (
    <Menu
      side={labelled ? 'top' : 'right'}
      align="end"
      trigger={<PreferenceButton label={t('nav.appearance')} icon={SunMoon} labelled={labelled} />}
      entries={[
        {
          kind: 'choice',
          label: t('theme.title'),
          value: appearance.theme,
          onChange: (value) => choose('theme', parseTheme(value)),
          items: THEMES.map((value) => {
            const Icon = THEME_ICONS[value]
            return { value, label: t(`theme.${value}`), icon: <Icon size={14} aria-hidden /> }
          }),
        },
        {
          kind: 'choice',
          label: t('density.title'),
          value: appearance.density,
          onChange: (value) => choose('density', parseDensity(value)),
          items: DENSITIES.map((value) => {
            const Icon = DENSITY_ICONS[value]
            return { value, label: t(`density.${value}`), icon: <Icon size={14} aria-hidden /> }
          }),
        },
        { kind: 'label', label: t('canvas.title') },
        {
          kind: 'switch',
          label: t('canvas.texture'),
          icon: <Grid2x2 size={14} aria-hidden />,
          on: appearance.texture === 'on',
          onChange: (on) => choose('texture', on ? 'on' : 'off'),
        },
      ]}
    />
  )
}
