import type { useTranslations } from 'use-intl'
import type { StepStatus, StepView } from '@/lib/execution/step-view'

/** A status in a word or two: "Succeeded", "Retry 2 of 4". Retries are counted as `MaxAttempts` does, without the first attempt. */
export function statusWord(
  t: ReturnType<typeof useTranslations<'graph'>>,
  status: StepStatus,
  step: StepView | undefined,
): string {
  return step?.retry
    ? t('retryOf', { retry: step.retry.attempt - 1, retries: step.retry.maxAttempts - 1 })
    : t(`status.${status}`)
}
