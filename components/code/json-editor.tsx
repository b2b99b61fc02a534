'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

/** A JSON editor, or a reader when it has no `onChange`. Its code arrives when it is first shown. Fills its parent. */
export const JsonEditor = dynamic(() => import('./code-mirror-json').then((module) => module.CodeMirrorJson), {
  ssr: false,
  loading: () => (
    <div className="flex flex-col gap-2 p-3">
      <Skeleton className="h-3 w-8" />
      <Skeleton className="ml-4 h-3 w-1/2" />
      <Skeleton className="ml-4 h-3 w-1/3" />
      <Skeleton className="h-3 w-8" />
    </div>
  ),
})
