'use client'

import dynamic from 'next/dynamic'

/** Where short notices appear; its code comes after the page, which never begins with one. */
export const Notices = dynamic(() => import('@/components/ui/toaster').then((module) => module.Toaster), { ssr: false })
