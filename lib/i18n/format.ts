import type { Locale } from './locale'

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => F,
): F {
  let format = cache.get(key) as F | undefined
  if (!format) {
    format = make()
    cache.set(key, format)
  }
  return format
}

/** A number with the language's separators; `digits` fixes the fraction digits (default: up to 3). */
export function formatNumber(value: number, locale: Locale, digits?: number): string {
  return cached(
    `n${locale}${digits}`,
    () =>
      new Intl.NumberFormat(
        locale,
        digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
      ),
  ).format(value)
}

const pad = (value: number) => String(value).padStart(2, '0')

/**
 * A duration in milliseconds, as short as it stays useful: "4 ms", "3.2 s", "1 m 02 s", "2 h 05 m", "1 d 3 h". Never rounds up to a
 * unit that was not reached (59,999 ms is "59.9 s"). Negative values (clocks that disagree) read as zero.
 */
export function formatDuration(ms: number, locale: Locale): string {
  const whole = Math.max(0, Math.floor(ms))
  if (whole < 1000) return `${whole} ms`
  if (whole < 60_000) return `${formatNumber(Math.floor(whole / 100) / 10, locale, 1)} s`
  const seconds = Math.floor(whole / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`
  const hours = Math.floor(minutes / 60)
  return `${formatNumber(Math.floor(hours / 24), locale)} d ${hours % 24} h`
}

/** A size in bytes: "812 B", "2.1 kB", "1.4 MB" (decimal units). */
export function formatBytes(bytes: number, locale: Locale): string {
  if (bytes < 1000) return `${formatNumber(bytes, locale)} B`
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, locale, 1)} kB`
  return `${formatNumber(bytes / 1_000_000, locale, 1)} MB`
}

const DATE_STYLES = {
  /** "14:30:11" */
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  /** "22 Nov, 14:30:11" */
  moment: {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  /** "22 Nov 2026, 14:30:11" */
  full: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
} satisfies Record<string, Intl.DateTimeFormatOptions>

export type DateStyle = keyof typeof DATE_STYLES

/** A moment (epoch ms) in a time zone (IANA name). */
export function formatDate(atMs: number, locale: Locale, timeZone: string, style: DateStyle): string {
  return cached(
    `d${locale}${timeZone}${style}`,
    () => new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...DATE_STYLES[style], timeZone }),
  ).format(atMs)
}

/** The same moment in UTC, to the millisecond, for titles: "2026-11-22 14:30:11.482 UTC". */
export function formatUtc(atMs: number): string {
  return new Date(atMs).toISOString().replace('T', ' ').replace('Z', ' UTC')
}

const STEPS: [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60_000, 1000, 'second'],
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [30 * 86_400_000, 86_400_000, 'day'],
  [365 * 86_400_000, 30 * 86_400_000, 'month'],
]

/** How long ago (or in how long): "now" under five seconds, "12 sec. ago", "2 min. ago", "3 days ago". */
export function formatRelative(atMs: number, nowMs: number, locale: Locale): string {
  const relative = cached(`r${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
  const distance = Math.abs(atMs - nowMs)
  const sign = atMs < nowMs ? -1 : 1
  if (distance < 5000) return relative.format(0, 'second')
  const [, unitMs, unit] = STEPS.find(([limitMs]) => distance < limitMs) ?? [0, 365 * 86_400_000, 'year' as const]
  return relative.format(sign * Math.floor(distance / unitMs), unit)
}
