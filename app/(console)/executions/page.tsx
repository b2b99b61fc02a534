import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AutoRefresh } from '@/components/data-table/auto-refresh'
import { ErrorState } from '@/components/feedback/error-state'
import { TopBar } from '@/components/shell/top-bar'
import { Sheet } from '@/components/ui/sheet'
import { ExecutionList } from '@/components/workflow/execution-list'
import { authorisePage } from '@/lib/auth/authorise-page'
import { listNewestExecutions } from '@/lib/console/queries/list-newest-executions'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'
import { loadExecutionsParams } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('workflows'))('executions.title') }
}

export default async function ExecutionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await authorisePage('execution:read')
  const [{ status }, t] = await Promise.all([loadExecutionsParams(searchParams), getTranslator('workflows')])
  const listed = await listNewestExecutions({ status })
  return (
    <>
      <TopBar title={t('executions.title')} />
      <main className="flex min-h-0 flex-1 flex-col pr-2 pb-2">
        <Sheet className="flex min-h-0 flex-1 flex-col overflow-hidden">
          {listed.ok ? (
            <ExecutionList
              rows={listed.value.rows}
              status={status}
              baseHref={routes.executions()}
              note={listed.value.more ? t('executions.newest', { count: listed.value.rows.length }) : null}
            />
          ) : (
            <ErrorState error={listed.error} />
          )}
        </Sheet>
      </main>
      {listed.ok && <AutoRefresh everyMs={3000} />}
    </>
  )
}
