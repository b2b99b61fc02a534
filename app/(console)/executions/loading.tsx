import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { TopBar } from '@/components/shell/top-bar'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function ExecutionsLoading() {
  const [t, common] = await Promise.all([getTranslator('workflows'), getTranslator('common')])
  return (
    <>
      <TopBar title={t('executions.title')} />
      <main className="flex min-h-0 flex-1 flex-col pr-2 pb-2">
        <TableSkeleton label={common('loading')} />
      </main>
    </>
  )
}
