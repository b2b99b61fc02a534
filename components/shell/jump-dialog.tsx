'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { InlineError } from '@/components/feedback/inline-error'
import { classes } from '@/components/ui/classes'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { Tag } from '@/components/ui/tag'
import { routes } from '@/lib/console/routes'
import { type ConsoleError, consoleError } from '@/lib/shared/console-error'

interface Entry {
  arn: string
  name: string
  type: 'STANDARD' | 'EXPRESS'
}

const SHOWN = 12

/** Goes to a workflow by a few letters of its name. */
export function JumpDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('common')
  const workflows = useTranslations('workflows')
  const router = useRouter()
  const list = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [entries, setEntries] = useState<Entry[] | null>(null)
  const [error, setError] = useState<ConsoleError | null>(null)

  useEffect(() => {
    const asked = new AbortController()
    fetch('/api/workflows', { signal: asked.signal })
      .then(async (answer) => {
        const body: unknown = await answer.json()
        if (answer.ok) setEntries(body as Entry[])
        else setError(body as ConsoleError)
      })
      .catch(() => asked.signal.aborted || setError(consoleError('console-away')))
    return () => asked.abort()
  }, [])

  const wanted = query.trim().toLowerCase()
  const found = (entries ?? []).filter((entry) => entry.name.toLowerCase().includes(wanted)).slice(0, SHOWN)
  const open = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    router.push(routes.workflow(entry.arn))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((before) => Math.min(found.length - 1, Math.max(0, before + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      open(found[at])
    }
  }

  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={t('jump.title')}>
      <label className="flex h-9 items-center gap-2 rounded-control bg-card px-3 shadow-e1 focus-within:outline-2 focus-within:outline-teal">
        <Search size={15} aria-hidden className="text-ink-3" />
        <input
          autoFocus
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
          aria-label={t('jump.placeholder')}
          placeholder={t('jump.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3"
        />
      </label>
      {error && (
        <div className="mt-3">
          <InlineError error={error} />
        </div>
      )}
      <div id={list} role="listbox" aria-label={t('jump.title')} className="mt-2 min-h-[120px]">
        {entries === null && !error && [1, 2, 3].map((row) => <Skeleton key={row} className="m-2 h-4 w-1/2" />)}
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={entry.arn}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setAt(index)}
            onClick={() => open(entry)}
            className={classes('flex h-[34px] items-center gap-2 rounded-control px-3', index === at && 'bg-hover')}
          >
            <span className="min-w-0 flex-1 truncate font-medium">{entry.name}</span>
            <Tag>{workflows(`type.${entry.type}`)}</Tag>
          </div>
        ))}
      </div>
      <p role="status" className={found.length > 0 || entries === null ? 'sr-only' : 'px-3 text-ink-2 text-read-2'}>
        {entries !== null &&
          (found.length > 0 ? t('jump.results', { count: found.length }) : t('jump.none', { query }))}
      </p>
    </Dialog>
  )
}
