import type { useTranslations } from 'use-intl'
import type { StepStatus, StepView } from '@/lib/execution/step-view'

/** A status in a word or two: "Succeeded", "Retry 2 of 4". */
export function statusWord(
  t: ReturnType<typeof useTranslations<'graph'>>,
  status: StepStatus,
  step: StepView | undefined,
): string {
  return step?.retry
    ? t('retryOf', { attempt: step.retry.attempt, max: step.retry.maxAttempts })
    : t(`status.${status}`)
}
