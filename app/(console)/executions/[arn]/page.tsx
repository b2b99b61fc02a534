import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ExecutionView } from '@/components/execution/execution-view'
import { ErrorState } from '@/components/feedback/error-state'
import { TopBar } from '@/components/shell/top-bar'
import { Sheet } from '@/components/ui/sheet'
import { authorisePage } from '@/lib/auth/authorise-page'
import { getExecution } from '@/lib/console/queries/get-execution'
import { getExecutionDefinition } from '@/lib/console/queries/get-execution-definition'
import { getExecutionHistory } from '@/lib/console/queries/get-execution-history'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'
import type { ConsoleError } from '@/lib/shared/console-error'

interface ExecutionPageProps {
  params: Promise<{ arn: string }>
}

export async function generateMetadata({ params }: ExecutionPageProps): Promise<Metadata> {
  const { arn } = await params
  return { title: decodeURIComponent(arn).split(':').at(7) }
}

export default async function ExecutionPage({ params }: ExecutionPageProps) {
  await authorisePage('execution:read')
  const arn = decodeURIComponent((await params).arn)
  const [description, definition, events] = await Promise.all([
    getExecution(arn),
    getExecutionDefinition(arn),
    getExecutionHistory(arn),
  ])
  if (!description.ok && description.error.kind === 'not-found') notFound()
  if (!description.ok) return <Unreadable error={description.error} />
  if (!definition.ok) return <Unreadable error={definition.error} />
  return (
    <ExecutionView
      key={arn}
      description={description.value}
      definition={definition.value}
      events={events.ok ? events.value : []}
    />
  )
}

async function Unreadable({ error }: { error: ConsoleError }) {
  const t = await getTranslator('execution')
  return (
    <>
      <TopBar crumbs={[{ label: t('notFound.all'), href: routes.executions() }]} title={t('inspector.execution')} />
      <main className="flex min-h-0 flex-1 pr-2 pb-2">
        <Sheet className="flex min-h-0 flex-1">
          <ErrorState error={error} />
        </Sheet>
      </main>
    </>
  )
}
