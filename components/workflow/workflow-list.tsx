'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { ListFooter } from '@/components/data-table/list-footer'
import { EmptyState } from '@/components/feedback/empty-state'
import { ListSearch } from '@/components/filters/list-search'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/console/routes'
import { NewWorkflowButton } from './new-workflow-button'
import { WorkflowTable, type WorkflowTableRow } from './workflow-table'

interface WorkflowListProps {
  rows: readonly WorkflowTableRow[]
  matching: number
  total: number
  pages: number
  search: string
  page: number
  /** Addresses of the neighbouring pages. */
  newer: string | null
  older: string | null
}

/** The list of workflows with its search, or what to do when there is nothing in it. */
export function WorkflowList({ rows, matching, total, pages, search, page, newer, older }: WorkflowListProps) {
  const t = useTranslations('workflows')
  if (total === 0) {
    return (
      <EmptyState title={t('empty.title')} actions={<NewWorkflowButton />}>
        {t('empty.body')}
      </EmptyState>
    )
  }
  return (
    <>
      <div className="flex items-center gap-2 p-2">
        <ListSearch label={t('search')} />
        <span className="flex-1" />
        <span role="status" className="px-2 text-ink-3 text-meta tabular-nums">
          {matching === total ? t('count', { count: total }) : t('countOf', { matching, total })}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title={t('empty.noMatch', { query: search })}
          actions={
            <Button asChild size="sm">
              <Link href={routes.workflows()}>{t('empty.clear')}</Link>
            </Button>
          }
        >
          {t('empty.noMatchBody')}
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
          <WorkflowTable rows={rows} />
        </div>
      )}
      {pages > 1 && (
        <ListFooter
          text={t('page', { page, pages })}
          previous={{ href: newer, label: t('previous') }}
          next={{ href: older, label: t('next') }}
        />
      )}
    </>
  )
}
