/** Cookie in which the browser tells its time zone, so that the server's first HTML already shows the viewer's times. */
export const TIME_ZONE_COOKIE = 'passo-tz'

/** The zone if the runtime knows it, else null: a cookie can hold anything. */
export function validTimeZone(zone: string | undefined): string | null {
  if (!zone) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(zone) }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
