'use client'

import { useTranslations } from 'use-intl'
import { RowLink } from '@/components/data-table/row-link'
import { Cell, HeadCell, Row, Table } from '@/components/data-table/table'
import { StatusPill } from '@/components/ui/status-pill'
import { Tag } from '@/components/ui/tag'
import { RelativeTime, Time } from '@/components/ui/time'
import { routes } from '@/lib/console/routes'
import type { StepStatus } from '@/lib/execution/step-view'
import { LatestTrail } from './latest-trail'
import { StartExecutionButton } from './start-execution-button'

export interface WorkflowTableRow {
  arn: string
  name: string
  type: 'STANDARD' | 'EXPRESS'
  createdAtMs: number
  /** What it says about itself. */
  about: string | null
  /** Newest first; null where they can't be listed. */
  latest: { status: StepStatus; startedAtMs: number }[] | null
}

/** The workflows with how they fared lately. */
export function WorkflowTable({ rows }: { rows: readonly WorkflowTableRow[] }) {
  const t = useTranslations('workflows')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.name')}</HeadCell>
          <HeadCell className="w-[96px]">{t('column.type')}</HeadCell>
          <HeadCell className="w-[136px]">{t('column.lastStatus')}</HeadCell>
          <HeadCell className="w-[170px]">{t('column.latest')}</HeadCell>
          <HeadCell numeric className="w-[130px]">
            {t('column.lastStarted')}
          </HeadCell>
          <HeadCell numeric className="w-[156px] max-[1180px]:hidden">
            {t('column.created')}
          </HeadCell>
          <HeadCell className="w-[46px]">
            <span className="sr-only">{t('workflow.start')}</span>
          </HeadCell>
        </>
      }
    >
      {rows.map((row) => {
        const last = row.latest?.[0]
        return (
          <Row key={row.arn}>
            <Cell title={[row.name, row.about].filter(Boolean).join('\n')}>
              <RowLink href={routes.workflow(row.arn)} className="text-ui">
                {row.name}
              </RowLink>
              {row.about && <span className="ml-3 text-ink-3">{row.about}</span>}
            </Cell>
            <Cell>
              <Tag>{t(`type.${row.type}`)}</Tag>
            </Cell>
            <Cell>
              {last ? <StatusPill status={last.status} variant="plain" /> : <Never known={row.latest !== null} />}
            </Cell>
            <Cell>{row.latest && <LatestTrail statuses={row.latest.map((execution) => execution.status)} />}</Cell>
            <Cell numeric className="text-ink-3">
              {last && <RelativeTime at={last.startedAtMs} />}
            </Cell>
            <Cell numeric className="text-ink-3 max-[1180px]:hidden">
              <Time at={row.createdAtMs} style="moment" />
            </Cell>
            <Cell className="px-2">
              <span className="relative z-10">
                <StartExecutionButton workflow={row} variant="ghost" size="sm" icon />
              </span>
            </Cell>
          </Row>
        )
      })}
    </Table>
  )
}

function Never({ known }: { known: boolean }) {
  const t = useTranslations('workflows')
  return <span className="text-ink-3">{t(known ? 'neverStarted' : 'unknownStatus')}</span>
}
