'use client'

import { useMemo } from 'react'
import { useLocale, useTimeZone } from 'use-intl'
import {
  type DateStyle,
  formatBytes,
  formatDate,
  formatDuration,
  formatNumber,
  formatRelative,
  formatUtc,
} from './format'
import { DEFAULT_LOCALE, isLocale } from './locale'

/** The formatting functions bound to the viewer's language and time zone. */
export function useFormat() {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  return useMemo(() => {
    const language = isLocale(locale) ? locale : DEFAULT_LOCALE
    return {
      number: (value: number, digits?: number) => formatNumber(value, language, digits),
      duration: (ms: number) => formatDuration(ms, language),
      bytes: (bytes: number) => formatBytes(bytes, language),
      date: (atMs: number, style: DateStyle) => formatDate(atMs, language, timeZone, style),
      relative: (atMs: number, nowMs: number) => formatRelative(atMs, nowMs, language),
      utc: formatUtc,
    }
  }, [locale, timeZone])
}
