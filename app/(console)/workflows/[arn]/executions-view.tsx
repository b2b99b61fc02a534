import { AutoRefresh } from '@/components/data-table/auto-refresh'
import { ListFooter } from '@/components/data-table/list-footer'
import { ErrorState } from '@/components/feedback/error-state'
import { Sheet } from '@/components/ui/sheet'
import { ExecutionList } from '@/components/workflow/execution-list'
import { listExecutions } from '@/lib/console/queries/list-executions'
import { routes } from '@/lib/console/routes'
import type { ListedExecutionStatus } from '@/lib/execution/execution-mark'
import { getTranslator } from '@/lib/i18n/get-translator'
import { writeWorkflowParams } from './search-params'

interface ExecutionsViewProps {
  arn: string
  status: ListedExecutionStatus | null
  after: string | null
}

/** A workflow's executions, one page of them. */
export async function ExecutionsView({ arn, status, after }: ExecutionsViewProps) {
  const [listed, t, workflows] = await Promise.all([
    listExecutions({ stateMachineArn: arn, status, after }),
    getTranslator('common'),
    getTranslator('workflows'),
  ])
  const paged = after !== null || (listed.ok && listed.value.older !== null)
  const href = (next: string | null) =>
    writeWorkflowParams(routes.workflow(arn), { tab: 'executions', status, after: next })
  return (
    <Sheet className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden">
      {listed.ok ? (
        <>
          <ExecutionList
            rows={listed.value.rows}
            status={status}
            baseHref={routes.workflow(arn, 'executions')}
            note={paged ? workflows('executions.onPage', { count: listed.value.rows.length }) : null}
            ofOneWorkflow
          />
          {paged && (
            <ListFooter
              text={null}
              previous={{ href: after ? href(null) : null, label: t('firstPage') }}
              next={{ href: listed.value.older ? href(listed.value.older) : null, label: t('nextPage') }}
            />
          )}
          {!after && <AutoRefresh everyMs={3000} />}
        </>
      ) : (
        <ErrorState error={listed.error} />
      )}
    </Sheet>
  )
}
