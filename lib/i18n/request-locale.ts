import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { LOCALE_COOKIE, type Locale, negotiateLocale } from './locale'
import { TIME_ZONE_COOKIE, validTimeZone } from './time-zone'

/** Language and time zone of the request's viewer: by cookie, else by the browser's preference; the zone is UTC until it is known. */
export const requestLocale = cache(async (): Promise<{ locale: Locale; timeZone: string }> => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return {
    locale: negotiateLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language')),
    timeZone: validTimeZone(jar.get(TIME_ZONE_COOKIE)?.value) ?? 'UTC',
  }
})
