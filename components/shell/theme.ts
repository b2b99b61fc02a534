export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Cookie that holds the theme a person chose; `system` when there is none. */
export const THEME_COOKIE = 'passo-theme'

export const parseTheme = (value: string | undefined): Theme => THEMES.find((theme) => theme === value) ?? 'system'
