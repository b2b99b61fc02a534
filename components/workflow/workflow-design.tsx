'use client'

import dynamic from 'next/dynamic'
import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/components/feedback/empty-state'
import { Sheet } from '@/components/ui/sheet'
import { findState } from '@/lib/asl/find-state'
import { parseDefinition } from '@/lib/asl/parse-definition'
import type { StatePath } from '@/lib/asl/state-path'
import type { ExecutionTableRow } from './execution-table'
import { StateSheet } from './state-sheet'
import { WorkflowSheet } from './workflow-sheet'

const WorkflowGraph = dynamic(
  () => import('@/components/graph/workflow-graph').then((module) => module.WorkflowGraph),
  { ssr: false },
)

interface WorkflowDesignProps {
  workflow: {
    arn: string
    name: string
    type: 'STANDARD' | 'EXPRESS'
    definition: string
    about: string | null
    createdAtMs: number
  }
  newest: readonly ExecutionTableRow[]
}

/** A workflow as a picture, with what is known about it, or about the state that is selected, at its side. */
export function WorkflowDesign({ workflow, newest }: WorkflowDesignProps) {
  const t = useTranslations('workflows.workflow')
  const [selected, select] = useQueryState('state', { history: 'replace' })
  const parsed = useMemo(() => parseDefinition(workflow.definition), [workflow.definition])
  if (!parsed.ok) {
    return (
      <Sheet className="flex min-h-0 flex-1">
        <EmptyState title={t('invalid')}>{t('invalidBody')}</EmptyState>
      </Sheet>
    )
  }
  const { definition } = parsed.value
  const state = selected ? findState(definition, selected as StatePath) : null
  return (
    <div className="flex min-h-0 min-w-0 flex-1 gap-2">
      <div className="relative min-h-0 min-w-0 flex-1 overflow-hidden rounded-sheet">
        <WorkflowGraph definition={definition} selected={state?.path ?? null} onSelect={(path) => void select(path)} />
      </div>
      {state ? (
        <StateSheet state={state} source={parsed.value.source} onClose={() => void select(null)} />
      ) : (
        <WorkflowSheet workflow={workflow} definition={definition} newest={newest} />
      )}
    </div>
  )
}
