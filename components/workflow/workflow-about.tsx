'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusPill } from '@/components/ui/status-pill'
import { RelativeTime, Time } from '@/components/ui/time'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { walkStates } from '@/lib/asl/walk-states'
import { routes } from '@/lib/console/routes'
import { useFormat } from '@/lib/i18n/use-format'
import { Elapsed } from './elapsed'
import type { ExecutionTableRow } from './execution-table'

interface WorkflowAboutProps {
  workflow: { arn: string; type: 'STANDARD' | 'EXPRESS'; about: string | null; createdAtMs: number }
  definition: StateMachineDefinition
  newest: readonly ExecutionTableRow[]
  /** For a panel that can be closed. */
  onClose?: () => void
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-meta">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  )
}

/** What is known about a workflow: what it says of itself, its figures, its newest executions. */
export function WorkflowAbout({ workflow, definition, newest, onClose }: WorkflowAboutProps) {
  const t = useTranslations('workflows')
  const common = useTranslations('common')
  const format = useFormat()
  return (
    <>
      <div className="flex items-start justify-between">
        <h2 className="text-h2">{t('workflow.about')}</h2>
        {onClose && (
          <Button variant="ghost" size="sm" icon aria-label={t('workflow.closeInspector')} onClick={onClose}>
            <X size={16} aria-hidden />
          </Button>
        )}
      </div>
      {workflow.about && <p className="mt-1 text-pretty text-ink-2 text-read-2">{workflow.about}</p>}
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2.5">
        <Fact name={t('column.type')}>{t(`type.${workflow.type}`)}</Fact>
        <Fact name={t('workflow.states')}>{format.number([...walkStates(definition)].length)}</Fact>
        <Fact name={t('workflow.language')}>{definition.QueryLanguage ?? 'JSONPath'}</Fact>
        <Fact name={t('workflow.created')}>
          <Time at={workflow.createdAtMs} style="moment" />
        </Fact>
      </dl>
      <div className="mt-3 flex items-center gap-1">
        <code className="min-w-0 flex-1 truncate font-mono text-[11px] text-ink-3" title={workflow.arn}>
          {workflow.arn}
        </code>
        <CopyButton text={workflow.arn} label={common('copyArn')} />
      </div>
      <div className="mt-4 flex items-baseline justify-between">
        <h2 className="text-h2">{t('workflow.newest')}</h2>
        {newest.length > 0 && (
          <Link
            href={routes.workflow(workflow.arn, 'executions')}
            className="rounded-stone font-medium text-dense text-teal hover:underline"
          >
            {t('workflow.allExecutions')}
          </Link>
        )}
      </div>
      {newest.length === 0 && <p className="mt-1 text-ink-2 text-read-2">{t('executions.emptyBody')}</p>}
      <ul className="-mx-2 mt-1">
        {newest.map((execution) => (
          <li key={execution.arn}>
            <Link
              href={routes.execution(execution.arn)}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 rounded-control px-2 py-1.5 hover:bg-hover"
            >
              <span className="truncate font-medium font-mono text-[12px]">{execution.name}</span>
              <RelativeTime at={execution.startedAtMs} className="text-right text-ink-3 text-meta" />
              <StatusPill status={execution.status} variant="plain" size={13} />
              <span className="text-right text-dense text-ink-2 tabular-nums">
                <Elapsed startedAtMs={execution.startedAtMs} endedAtMs={execution.endedAtMs} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
