import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 12 }, (_, row) => row)

/** A list that is loading. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <Sheet className="flex min-h-0 flex-1 flex-col gap-3.5 px-4 pt-4" aria-busy aria-label={label}>
      <Skeleton className="h-7 w-64" />
      {ROWS.map((row) => (
        <div key={row} className="flex gap-6">
          <Skeleton className="h-4 w-1/4" />
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-4 w-32" />
          <span className="flex-1" />
          <Skeleton className="h-4 w-24" />
        </div>
      ))}
    </Sheet>
  )
}
