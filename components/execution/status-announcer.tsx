'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { executionMark } from '@/lib/execution/execution-mark'
import type { ExecutionModel } from '@/lib/execution/execution-model'
import type { ExecutionStatus } from '@/lib/execution/execution-summary'
import type { ExecutionGraphStatus } from '@/lib/execution/step-view'

const MOST = 3

/** Tells screen readers which steps changed, a few at a time, and how the execution ended. Items of a Map are left out. */
export function StatusAnnouncer({
  model,
  status,
  ended,
}: {
  model: ExecutionModel
  status: ExecutionGraphStatus
  ended: ExecutionStatus
}) {
  const t = useTranslations('execution')
  const common = useTranslations('common')
  const [steps, setSteps] = useState('')
  const before = useRef(status)
  useEffect(() => {
    if (before.current === status) return
    const changed = [...status.steps.values()].filter(
      (step) => step.visitNumber !== null && before.current.steps.get(step.path)?.status !== step.status,
    )
    before.current = status
    if (changed.length === 0) return
    const texts = changed.slice(-MOST).map((step) =>
      t('announce.step', {
        name: model.index.at(step.path)?.name ?? step.path,
        status: common(`status.${step.status}`),
      }),
    )
    setSteps(texts.join(' '))
  }, [status, model, t, common])
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {steps}
      </p>
      <p aria-live="assertive" className="sr-only">
        {ended === 'RUNNING' ? '' : t('announce.execution', { status: common(`status.${executionMark(ended)}`) })}
      </p>
    </>
  )
}
