import { Skeleton } from '@/components/ui/skeleton'

export default function ExecutionLoading() {
  return (
    <div className="flex h-full min-h-0 flex-col gap-2 pr-2 pb-2">
      <Skeleton className="mt-3 h-7 w-[420px]" />
      <div className="mt-1 flex min-h-0 flex-1 gap-2">
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <Skeleton className="flex-1" />
          <Skeleton className="h-[226px]" />
        </div>
        <Skeleton className="w-[408px] max-[1180px]:hidden" />
      </div>
    </div>
  )
}
