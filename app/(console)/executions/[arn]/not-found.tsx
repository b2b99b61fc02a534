import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { TopBar } from '@/components/shell/top-bar'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function ExecutionNotFound() {
  const t = await getTranslator('execution')
  return (
    <>
      <TopBar crumbs={[{ label: t('notFound.all'), href: routes.executions() }]} title={t('inspector.execution')} />
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
    </>
  )
}
