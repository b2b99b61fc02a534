'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Reads the page's data anew every so often while the page is seen, so that a list follows what happens. */
export function AutoRefresh({ everyMs }: { everyMs: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !document.querySelector('.dialog-sheet')) router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router, everyMs])
  return null
}
