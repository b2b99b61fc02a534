/** The languages of the interface. */
export const LOCALES = ['en', 'pt-BR'] as const
export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'en'

/** Cookie that holds a language a person chose. */
export const LOCALE_COOKIE = 'passo-locale'

/** Each language in its own words. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', 'pt-BR': 'Português (Brasil)' }

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale)

/**
 * Picks the language: a chosen one, else the first of `Accept-Language` (by its weights, RFC 9110 12.5.4) that we have; any Portuguese
 * takes `pt-BR`, any English `en`. Gives `en` when nothing matches.
 */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean)
      return { tag: tag.toLowerCase(), weight: weight ? Number(weight) : 1, order }
    })
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const { tag } of ranges) {
    const language = tag.split('-')[0]
    const match = LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === language)
    if (match) return match
  }
  return DEFAULT_LOCALE
}
