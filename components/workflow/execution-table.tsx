'use client'

import { useTranslations } from 'use-intl'
import { RowLink } from '@/components/data-table/row-link'
import { Cell, HeadCell, Row, Table } from '@/components/data-table/table'
import { StatusPill } from '@/components/ui/status-pill'
import { RelativeTime, Time } from '@/components/ui/time'
import { routes } from '@/lib/console/routes'
import type { StepStatus } from '@/lib/execution/step-view'
import { Elapsed } from './elapsed'

export interface ExecutionTableRow {
  arn: string
  name: string
  workflow: string
  status: StepStatus
  startedAtMs: number
  endedAtMs: number | null
}

interface ExecutionTableProps {
  rows: readonly ExecutionTableRow[]
  /** Leaves the workflow's name out, where all are of one workflow. */
  ofOneWorkflow?: boolean
}

/** Executions, newest first. */
export function ExecutionTable({ rows, ofOneWorkflow }: ExecutionTableProps) {
  const t = useTranslations('workflows')
  return (
    <Table
      label={t('executions.title')}
      head={
        <>
          <HeadCell className="w-[136px]">{t('column.status')}</HeadCell>
          <HeadCell>{t('column.execution')}</HeadCell>
          {!ofOneWorkflow && <HeadCell>{t('column.workflow')}</HeadCell>}
          <HeadCell numeric className="w-[150px]">
            {t('column.started')}
          </HeadCell>
          <HeadCell numeric className="w-[120px]">
            {t('column.ago')}
          </HeadCell>
          <HeadCell numeric className="w-[110px]">
            {t('column.duration')}
          </HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.arn}>
          <Cell>
            <StatusPill status={row.status} variant="plain" />
          </Cell>
          <Cell title={row.name}>
            <RowLink href={routes.execution(row.arn)} className="font-mono tracking-[-0.02em]">
              {row.name}
            </RowLink>
          </Cell>
          {!ofOneWorkflow && (
            <Cell className="text-ink-2" title={row.workflow}>
              {row.workflow}
            </Cell>
          )}
          <Cell numeric className="text-ink-3">
            <Time at={row.startedAtMs} style="moment" />
          </Cell>
          <Cell numeric className="text-ink-3">
            <RelativeTime at={row.startedAtMs} />
          </Cell>
          <Cell numeric>
            <Elapsed startedAtMs={row.startedAtMs} endedAtMs={row.endedAtMs} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
