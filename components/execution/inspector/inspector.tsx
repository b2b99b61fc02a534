'use client'

import type { ExecutionDescription } from '@/lib/execution/execution-description'
import type { ExecutionModel } from '@/lib/execution/execution-model'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'
import type { ExecutionSummary } from '@/lib/execution/execution-summary'
import type { Visit } from '@/lib/execution/visit'
import type { PayloadTab } from '../search-params'
import { ExecutionInspector } from './execution-inspector'
import { StepInspector } from './step-inspector'

export interface InspectorProps {
  model: ExecutionModel
  summary: ExecutionSummary
  /** How it ended where the history does not tell. */
  outcome: ExecutionOutcome | null
  description: ExecutionDescription
  /** The visit in sight, or null when no step is selected or the step was not reached. */
  visit: Visit | null
  /** The selected state path, reached or not. */
  step: string | null
  data: PayloadTab | null
  onData: (tab: PayloadTab) => void
  onVisit: (visit: Visit) => void
  onClose: () => void
}

/** Tells about the selected step, or about the execution when none is selected. */
export function Inspector(props: InspectorProps) {
  return props.step === null ? <ExecutionInspector {...props} /> : <StepInspector {...props} step={props.step} />
}
