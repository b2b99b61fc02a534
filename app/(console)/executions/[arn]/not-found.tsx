import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { TopBar } from '@/components/shell/top-bar'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function ExecutionNotFound() {
  const t = await getTranslator('execution')
  return (
    <>
      <TopBar crumbs={[{ label: t('notFound.all'), href: routes.executions() }]} title={t('inspector.execution')} />
      <main className="flex min-h-0 flex-1 pr-2 pb-2">
        <Sheet className="flex min-h-0 flex-1">
          <EmptyState
            title={t('notFound.title')}
            actions={
              <Button asChild>
                <Link href={routes.executions()}>{t('notFound.all')}</Link>
              </Button>
            }
          >
            {t('notFound.text')}
          </EmptyState>
        </Sheet>
      </main>
    </>
  )
}
