'use client'

import { Toaster as Sonner } from 'sonner'

/** Where short notices appear; call `toast()` of sonner. Errors a person must act on belong where they happened instead. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex w-[356px] items-start gap-2 rounded-node bg-ink px-3.5 py-2.5 text-on-ink text-ui shadow-e3',
          description: 'text-dense opacity-80',
          actionButton: 'ml-auto rounded-chip px-2 font-medium underline',
        },
      }}
    />
  )
}
