'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { useNarrow } from '@/components/ui/use-narrow'
import { findState } from '@/lib/asl/find-state'
import { parseDefinition } from '@/lib/asl/parse-definition'
import type { StatePath } from '@/lib/asl/state-path'
import { routes } from '@/lib/console/routes'
import type { ExecutionTableRow } from './execution-table'
import { StateAbout } from './state-about'
import { useDetails } from './use-details'
import { WorkflowAbout } from './workflow-about'

const WorkflowGraph = dynamic(
  () => import('@/components/graph/workflow-graph').then((module) => module.WorkflowGraph),
  { ssr: false },
)
const Drawer = dynamic(() => import('@/components/ui/drawer').then((module) => module.Drawer), { ssr: false })

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

/** A workflow as a picture, with what is known about it, or about the state that is selected, at its side (over it in a narrow window). */
export function WorkflowDesign({ workflow, newest }: WorkflowDesignProps) {
  const t = useTranslations('workflows.workflow')
  const [selected, select] = useQueryState('state', { history: 'replace' })
  const [details, setDetails] = useDetails()
  const narrow = useNarrow()
  const parsed = useMemo(() => parseDefinition(workflow.definition), [workflow.definition])
  if (!parsed.ok) {
    return (
      <Sheet className="flex min-h-0 flex-1">
        <EmptyState
          title={t('invalid')}
          actions={
            <Button asChild>
              <Link href={routes.workflow(workflow.arn, 'definition')}>{t('readDefinition')}</Link>
            </Button>
          }
        >
          {t('invalidBody')}
        </EmptyState>
      </Sheet>
    )
  }
  const { definition } = parsed.value
  const state = selected ? findState(definition, selected as StatePath) : null
  const close = () => {
    void select(null)
    void setDetails(null)
  }
  const label = state?.name ?? t('about')
  const about = state ? (
    <StateAbout state={state} source={parsed.value.source} onClose={close} />
  ) : (
    <WorkflowAbout workflow={workflow} definition={definition} newest={newest} onClose={narrow ? close : undefined} />
  )
  return (
    <div className="flex min-h-0 min-w-0 flex-1 gap-2">
      <div className="relative min-h-0 min-w-0 flex-1 overflow-hidden rounded-sheet">
        <WorkflowGraph definition={definition} selected={state?.path ?? null} onSelect={(path) => void select(path)} />
      </div>
      {narrow ? (
        <Drawer open={state !== null || details} onOpenChange={(open) => !open && close()} label={label}>
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-3.5">{about}</div>
        </Drawer>
      ) : (
        <Sheet
          aria-label={label}
          className={`flex shrink-0 flex-col overflow-y-auto px-4 py-3.5 max-[1180px]:hidden ${state ? 'w-[408px]' : 'w-[320px]'}`}
        >
          {about}
        </Sheet>
      )}
    </div>
  )
}
