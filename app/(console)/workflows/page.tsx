import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AutoRefresh } from '@/components/data-table/auto-refresh'
import { ErrorState } from '@/components/feedback/error-state'
import { TopBar } from '@/components/shell/top-bar'
import { Sheet } from '@/components/ui/sheet'
import { NewWorkflowButton } from '@/components/workflow/new-workflow-button'
import { WorkflowList } from '@/components/workflow/workflow-list'
import { authorisePage } from '@/lib/auth/authorise-page'
import { listWorkflows } from '@/lib/console/queries/list-workflows'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'
import { loadWorkflowsParams, writeWorkflowsParams } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('workflows'))('title') }
}

export default async function WorkflowsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await authorisePage('workflow:read')
  const [{ q, page }, t] = await Promise.all([loadWorkflowsParams(searchParams), getTranslator('workflows')])
  const listed = await listWorkflows({ search: q, page: Math.max(1, page) })
  const href = (next: number) => writeWorkflowsParams(routes.workflows(), { q, page: next })
  return (
    <>
      <TopBar title={t('title')} actions={listed.ok && listed.value.total > 0 && <NewWorkflowButton />} />
      <main className="flex min-h-0 flex-1 flex-col pr-2 pb-2">
        <Sheet className="flex min-h-0 flex-1 flex-col overflow-hidden">
          {listed.ok ? (
            <WorkflowList
              {...listed.value}
              search={q}
              page={page}
              newer={page > 1 ? href(page - 1) : null}
              older={page < listed.value.pages ? href(page + 1) : null}
            />
          ) : (
            <ErrorState error={listed.error} />
          )}
        </Sheet>
      </main>
      {listed.ok && <AutoRefresh everyMs={5000} />}
    </>
  )
}
