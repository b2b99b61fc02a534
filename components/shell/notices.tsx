'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { NOTICE_EVENT } from '@/components/ui/notify'

const Toaster = dynamic(() => import('@/components/ui/toaster').then((module) => module.Toaster), { ssr: false })

/** Where short notices appear; its code comes with the first of them. */
export function Notices() {
  const [said, setSaid] = useState<readonly string[]>([])
  useEffect(() => {
    const onNotice = (event: Event) => setSaid((before) => [...before, (event as CustomEvent<string>).detail])
    window.addEventListener(NOTICE_EVENT, onNotice)
    return () => window.removeEventListener(NOTICE_EVENT, onNotice)
  }, [])
  return said.length > 0 && <Toaster said={said} />
}
