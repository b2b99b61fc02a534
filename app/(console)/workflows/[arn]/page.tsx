import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { ErrorState } from '@/components/feedback/error-state'
import { Sheet } from '@/components/ui/sheet'
import { DefinitionView } from '@/components/workflow/definition-view'
import { WorkflowBar } from '@/components/workflow/workflow-bar'
import { WorkflowDesign } from '@/components/workflow/workflow-design'
import { authorisePage } from '@/lib/auth/authorise-page'
import { workflowName } from '@/lib/console/queries/execution-row'
import { getWorkflow } from '@/lib/console/queries/get-workflow'
import { listExecutions } from '@/lib/console/queries/list-executions'
import { ExecutionsView } from './executions-view'
import { loadWorkflowParams } from './search-params'

interface WorkflowPageProps {
  params: Promise<{ arn: string }>
  searchParams: Promise<SearchParams>
}

const arnOf = async (params: WorkflowPageProps['params']) => decodeURIComponent((await params).arn)

export async function generateMetadata({ params }: WorkflowPageProps): Promise<Metadata> {
  return { title: workflowName(await arnOf(params)) }
}

export default async function WorkflowPage({ params, searchParams }: WorkflowPageProps) {
  await authorisePage('workflow:read')
  const [arn, { tab, status, after }] = await Promise.all([arnOf(params), loadWorkflowParams(searchParams)])
  const found = await getWorkflow(arn)
  if (!found.ok) {
    if (found.error.kind === 'not-found') notFound()
    return (
      <>
        <WorkflowBar workflow={{ arn, name: workflowName(arn) }} />
        <main className="flex min-h-0 flex-1 pr-2 pb-2">
          <Sheet className="flex min-h-0 flex-1">
            <ErrorState error={found.error} />
          </Sheet>
        </main>
      </>
    )
  }
  const workflow = found.value
  const newest =
    tab === 'graph' ? await listExecutions({ stateMachineArn: arn, status: null, after: null, limit: 8 }) : null
  return (
    <>
      <WorkflowBar workflow={workflow} tab={tab} />
      <main className="flex min-h-0 flex-1 pr-2 pb-2">
        {tab === 'graph' && <WorkflowDesign workflow={workflow} newest={newest?.ok ? newest.value.rows : []} />}
        {tab === 'executions' && <ExecutionsView arn={arn} status={status} after={after} />}
        {tab === 'definition' && <DefinitionView name={workflow.name} definition={workflow.definition} />}
      </main>
    </>
  )
}
