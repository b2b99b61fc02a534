import type { StepStatus } from '@/lib/execution/step-view'

/** The look of a card or container by status: raised when visited, engraved when not, a ring for what asks for attention. */
export function frameClass(status: StepStatus | null, selected: boolean): string {
  const frame = status === null ? 'graph-raised' : FRAMES[status]
  return selected ? `${frame} graph-selected` : frame
}

const FRAMES: Record<StepStatus, string> = {
  'not-reached': 'graph-engraved',
  running: 'graph-raised graph-ring graph-running',
  retrying: 'graph-raised graph-ring graph-retrying',
  succeeded: 'graph-raised',
  caught: 'graph-raised graph-caught',
  failed: 'graph-raised graph-ring graph-failed',
  'timed-out': 'graph-raised graph-ring graph-timed-out',
  aborted: 'graph-raised graph-aborted',
}
