import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { TopBar } from '@/components/shell/top-bar'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function WorkflowNotFound() {
  const [t, workflows] = await Promise.all([getTranslator('errors'), getTranslator('workflows')])
  return (
    <>
      <TopBar title={workflows('title')} />
      <main className="flex min-h-0 flex-1 pr-2 pb-2">
        <Sheet className="flex min-h-0 flex-1">
          <EmptyState
            title={t('notFound.workflow')}
            actions={
              <Button asChild>
                <Link href={routes.workflows()}>{t('notFound.toWorkflows')}</Link>
              </Button>
            }
          >
            {t('notFound.workflowHint')}
          </EmptyState>
        </Sheet>
      </main>
    </>
  )
}
