import { useTranslations } from 'use-intl'
import { Time } from '@/components/ui/time'
import type { VisitDetail } from '@/lib/execution/visit-detail'
import { useFormat } from '@/lib/i18n/use-format'
import { useClock } from '../use-clock'
import { Figures } from './figures'

/** Duration, tokens, latency and the like of one visit. */
export function StepFigures({ detail }: { detail: VisitDetail }) {
  const t = useTranslations('execution')
  const format = useFormat()
  const { visit, bedrock } = detail
  const now = useClock(visit.endedAtMs === null, 100)
  const answer = bedrock?.answer
  const figures = [
    { name: t('figures.duration'), value: format.duration((visit.endedAtMs ?? now) - visit.enteredAtMs) },
    { name: t('figures.started'), value: <Time at={visit.enteredAtMs} /> },
    ...(answer && (answer.inputTokens !== null || answer.outputTokens !== null)
      ? [
          {
            name: t('figures.tokens'),
            value: t('figures.tokensInOut', {
              input: format.number(answer.inputTokens ?? 0),
              output: format.number(answer.outputTokens ?? 0),
            }),
          },
        ]
      : visit.tokens === null
        ? []
        : [{ name: t('figures.tokens'), value: format.number(visit.tokens) }]),
    ...(answer?.latencyMs == null ? [] : [{ name: t('figures.latency'), value: format.duration(answer.latencyMs) }]),
    ...(answer?.stopReason
      ? [{ name: t('figures.stopReason'), value: <code className="font-mono">{answer.stopReason}</code> }]
      : []),
    ...(visit.attempts.length > 1
      ? [{ name: t('figures.attempts'), value: format.number(visit.attempts.length) }]
      : []),
    ...(visit.items
      ? [
          {
            name: t('figures.items'),
            value: t('figures.itemsDone', {
              done: format.number(visit.items.succeeded + visit.items.failed),
              total: format.number(visit.items.total),
            }),
          },
        ]
      : []),
  ]
  return <Figures items={figures} />
}
