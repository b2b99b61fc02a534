'use client'

import { Search, X } from 'lucide-react'
import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Kbd } from '@/components/ui/kbd'

const WAIT_MS = 150

/** The search of a list, kept in the URL as `q`; a new search begins at the first page. `/` brings the focus here. */
export function ListSearch({ label }: { label: string }) {
  const t = useTranslations('common')
  const [busy, startTransition] = useTransition()
  const [{ q }, set] = useQueryStates(
    { q: parseAsString.withDefault(''), page: parseAsString },
    { shallow: false, history: 'replace', limitUrlUpdates: debounce(WAIT_MS), startTransition },
  )
  return (
    <label className="flex h-7 w-[264px] items-center gap-2 rounded-control bg-card px-2.5 shadow-e1 focus-within:outline-2 focus-within:outline-teal">
      <Search size={14} aria-hidden className={busy ? 'animate-breath text-teal' : 'text-ink-3'} />
      <input
        type="search"
        data-list-search
        aria-label={label}
        placeholder={label}
        value={q}
        onChange={(event) => set({ q: event.target.value || null, page: null })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
      />
      {q ? (
        <button
          type="button"
          aria-label={t('clear')}
          onClick={() => set({ q: null, page: null })}
          className="grid size-6 place-items-center rounded-stone text-ink-3 hover:text-ink"
        >
          <X size={13} aria-hidden />
        </button>
      ) : (
        <Kbd>/</Kbd>
      )}
    </label>
  )
}
