'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { routes } from '@/lib/console/routes'
import { EXECUTION_STATUSES, executionMark, type ListedExecutionStatus } from '@/lib/execution/execution-mark'
import { ExecutionTable, type ExecutionTableRow } from './execution-table'

interface ExecutionListProps {
  rows: readonly ExecutionTableRow[]
  status: ListedExecutionStatus | null
  /** The list's address without a status; one is added as `status`. */
  baseHref: string
  /** Said beside the filter, e.g. that older ones are left out. */
  note?: string | null
  ofOneWorkflow?: boolean
}

/** A list of executions with its status filter, or what to do when there is nothing in it. */
export function ExecutionList({ rows, status, baseHref, note, ofOneWorkflow }: ExecutionListProps) {
  const t = useTranslations('workflows')
  const common = useTranslations('common')
  const hrefOf = (each: ListedExecutionStatus) => `${baseHref}${baseHref.includes('?') ? '&' : '?'}status=${each}`
  if (rows.length === 0 && !status) {
    return (
      <EmptyState
        title={t('executions.empty')}
        actions={
          !ofOneWorkflow && (
            <Button asChild>
              <Link href={routes.workflows()}>{t('executions.chooseWorkflow')}</Link>
            </Button>
          )
        }
      >
        {t('executions.emptyBody')}
      </EmptyState>
    )
  }
  return (
    <>
      <div className="flex items-center gap-2 px-2 pt-2 pb-1">
        <LinkTabs
          variant="plain"
          label={t('executions.filter')}
          items={[
            { href: baseHref, label: t('executions.all'), current: status === null },
            ...EXECUTION_STATUSES.map((each) => ({
              href: hrefOf(each),
              label: common(`status.${executionMark(each)}`),
              current: status === each,
            })),
          ]}
        />
        <span className="flex-1" />
        <span role="status" className="truncate px-2 text-ink-3 text-meta tabular-nums">
          {note ?? t('executions.count', { count: rows.length })}
        </span>
      </div>
      {rows.length > 0 ? (
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
          <ExecutionTable rows={rows} ofOneWorkflow={ofOneWorkflow} />
        </div>
      ) : (
        <EmptyState
          title={t('executions.emptyStatus')}
          actions={
            <Button asChild size="sm">
              <Link href={baseHref}>{t('executions.showAll')}</Link>
            </Button>
          }
        >
          {t('executions.emptyStatusBody')}
        </EmptyState>
      )}
    </>
  )
}
