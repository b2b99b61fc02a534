import { TopBar } from '@/components/shell/top-bar'
import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { routes } from '@/lib/console/routes'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function WorkflowLoading() {
  const [t, common] = await Promise.all([getTranslator('workflows'), getTranslator('common')])
  return (
    <>
      <TopBar
        crumbs={[{ label: t('title'), href: routes.workflows() }]}
        title={<Skeleton className="inline-block h-5 w-40 align-middle" />}
      />
      <main className="flex min-h-0 flex-1 gap-2 pr-2 pb-2" aria-busy aria-label={common('loading')}>
        <div className="grid flex-1 place-items-center">
          <Skeleton className="h-[46px] w-[236px] rounded-node" />
        </div>
        <Sheet className="w-[320px] max-[1180px]:hidden" />
      </main>
    </>
  )
}
