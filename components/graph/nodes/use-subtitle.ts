'use client'

import { useTranslations } from 'use-intl'
import type { Subtitle } from '@/lib/graph/step-face'
import { useFormat } from '@/lib/i18n/use-format'

/** A card's second line in the reader's language. */
export function useSubtitle(subtitle: Subtitle): string {
  const t = useTranslations('graph.subtitle')
  const format = useFormat()
  switch (subtitle.kind) {
    case 'text':
      return subtitle.text
    case 'lambda':
      return subtitle.name === null ? t('lambda') : t('lambdaNamed', { name: subtitle.name })
    case 'choice':
      return t(subtitle.hasDefault ? 'choiceDefault' : 'choice', { count: subtitle.rules })
    case 'parallel':
      return t('parallel', { count: subtitle.branches })
    case 'map': {
      const kind = subtitle.distributed ? 'distributedMap' : 'map'
      return subtitle.atOnce === null ? t(kind) : t(`${kind}AtOnce`, { count: subtitle.atOnce })
    }
    case 'waitSeconds':
      return t('waitSeconds', { duration: format.duration(subtitle.seconds * 1000) })
    case 'waitUntil':
      return t('waitUntil', { until: subtitle.until })
    case 'waitFor':
      return t('waitFor', { expression: subtitle.expression })
    default:
      return t(subtitle.kind)
  }
}
