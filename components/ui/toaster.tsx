'use client'

import { useEffect, useRef } from 'react'
import { Toaster as Sonner, toast } from 'sonner'

/** Shows each text once, in the order they were said; more are added at the end. */
export function Toaster({ said }: { said: readonly string[] }) {
  const shown = useRef(0)
  useEffect(() => {
    for (const text of said.slice(shown.current)) toast(text)
    shown.current = said.length
  }, [said])
  return (
    <Sonner
      position="bottom-center"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex w-[356px] items-start gap-2 rounded-node bg-ink px-3.5 py-2.5 text-on-ink text-ui shadow-e3',
        },
      }}
    />
  )
}
