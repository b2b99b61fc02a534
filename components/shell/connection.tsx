'use client'

import { ChevronsUpDown, Server } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { StatusMark } from '@/components/ui/status-mark'
import { StatusPill } from '@/components/ui/status-pill'

const CHECK_EVERY_MS = 10_000

interface ConnectionState {
  address: string
  reachable: boolean
}

const Context = createContext<ConnectionState>({ address: '', reachable: true })

interface ConnectionProviderProps {
  address: string
  /** What the server found when it rendered the page. */
  reachable: boolean
  children: ReactNode
}

/** Knows whether the engine answers, asking every ten seconds while the page is seen; pages load anew when it comes back. */
export function ConnectionProvider({ address, reachable: first, children }: ConnectionProviderProps) {
  const [found, setFound] = useState(first)
  const [reachable, setReachable] = useState(first)
  // The server asked again, for a page that came later.
  if (found !== first) {
    setFound(first)
    setReachable(first)
  }
  const router = useRouter()
  useEffect(() => {
    const check = async () => {
      if (document.visibilityState === 'hidden') return
      const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => null)
      const body = answer?.ok ? ((await answer.json()) as { engine: { reachable: boolean } }) : null
      setReachable((before) => {
        const now = body?.engine.reachable ?? false
        if (now && !before) router.refresh()
        return now
      })
    }
    const timer = setInterval(check, CHECK_EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  return <Context value={{ address, reachable }}>{children}</Context>
}

/** Which engine the console talks to, and whether it answers. */
export function ConnectionChip() {
  const t = useTranslations('common')
  const { address, reachable } = useContext(Context)
  const state = t(reachable ? 'connection.ready' : 'connection.away')
  const name = t('connection.local')
  return (
    <>
      <Popover
        label={t('connection.title')}
        className="w-[296px]"
        trigger={
          <Button
            variant="ghost"
            className="gap-[7px] px-2 text-ink"
            aria-label={t('connection.label', { name, state })}
          >
            <Server size={15} strokeWidth={1.75} aria-hidden className="text-ink-2" />
            {name}
            {!reachable && (
              <span className="flex items-center gap-1 text-dense text-fail">
                <StatusMark status="failed" size={13} />
                {state}
              </span>
            )}
            <ChevronsUpDown size={13} aria-hidden className="text-ink-3" />
          </Button>
        }
      >
        <div className="grid grid-cols-[18px_1fr_auto] items-center gap-x-[9px]">
          <Server size={16} strokeWidth={1.75} aria-hidden className="row-span-2 text-ink-2" />
          <span className="font-medium">{name}</span>
          <span className="row-span-2">
            <StatusPill status={reachable ? 'succeeded' : 'failed'} variant="plain" word={state} />
          </span>
          <span className="font-mono text-ink-3 text-meta">{address}</span>
        </div>
        {!reachable && <p className="mt-2 text-dense text-ink-2">{t('connection.awayHint')}</p>}
      </Popover>
      <span role="status" className="sr-only">
        {reachable ? '' : t('connection.label', { name, state })}
      </span>
    </>
  )
}
