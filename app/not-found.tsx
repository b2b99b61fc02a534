import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function NotFound() {
  const t = await getTranslator('errors')
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        level={1}
        title={t('notFound.title')}
        actions={
          <Button asChild>
            <Link href={routes.workflows()}>{t('notFound.toWorkflows')}</Link>
          </Button>
        }
      >
        {t('notFound.hint')}
      </EmptyState>
    </main>
  )
}
