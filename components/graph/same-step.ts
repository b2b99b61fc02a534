import type { StepView } from '@/lib/execution/step-view'

/** True when two views of a step look the same. */
export function sameStep(a: StepView, b: StepView): boolean {
  if (a === b) return true
  return (
    a.status === b.status &&
    a.visitNumber === b.visitNumber &&
    a.visits === b.visits &&
    a.attempts === b.attempts &&
    a.startedAtMs === b.startedAtMs &&
    a.endedAtMs === b.endedAtMs &&
    a.tokens === b.tokens &&
    a.retry?.attempt === b.retry?.attempt &&
    a.retry?.dueAtMs === b.retry?.dueAtMs &&
    a.retry?.maxAttempts === b.retry?.maxAttempts &&
    sameItems(a.map, b.map)
  )
}

function sameItems(a: StepView['map'], b: StepView['map']): boolean {
  if (a === b) return true
  if (!a || !b) return false
  const counts =
    a.total === b.total &&
    a.succeeded === b.succeeded &&
    a.failed === b.failed &&
    a.running === b.running &&
    a.aborted === b.aborted
  if (!counts || a.items?.length !== b.items?.length) return false
  return a.items === b.items || (a.items ?? []).every((status, index) => status === b.items?.[index])
}
