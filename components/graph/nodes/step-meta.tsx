'use client'

import { useTranslations } from 'use-intl'
import type { StepView } from '@/lib/execution/step-view'
import { useFormat } from '@/lib/i18n/use-format'
import { useNow } from '@/lib/i18n/use-now'

/** Duration, tokens, attempts and visits of a step, right of a card's second row; counts on while the step runs. */
export function StepMeta({ step }: { step: StepView }) {
  if (step.retry?.dueAtMs) return <DueIn dueAtMs={step.retry.dueAtMs} />
  return step.endedAtMs === null ? (
    <RunningMeta step={step} />
  ) : (
    <SettledMeta step={step} ms={step.endedAtMs - step.startedAtMs} />
  )
}

function RunningMeta({ step }: { step: StepView }) {
  return <SettledMeta step={step} ms={useNow() - step.startedAtMs} />
}

function DueIn({ dueAtMs }: { dueAtMs: number }) {
  const t = useTranslations('graph')
  const format = useFormat()
  const ms = dueAtMs - useNow()
  return ms > 0 && <span className="tabular-nums">{t('dueIn', { duration: format.duration(ms) })}</span>
}

function SettledMeta({ step, ms }: { step: StepView; ms: number }) {
  const t = useTranslations('graph')
  const format = useFormat()
  const parts = [
    step.visits > 1 && t('visits', { count: step.visits }),
    step.attempts > 1 && step.tokens === null && t('attempts', { count: step.attempts }),
    format.duration(ms),
    step.tokens !== null && t('tokens', { count: shortCount(step.tokens, format.number) }),
  ]
  return <span className="tabular-nums">{parts.filter(Boolean).join(' · ')}</span>
}

/** 1,284 is "1.3k". */
const shortCount = (count: number, number: (value: number, digits?: number) => string) =>
  count < 1000 ? number(count) : `${number(count / 1000, 1)}k`
