'use client'

import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { CopyButton } from '@/components/ui/copy-button'
import { Input } from '@/components/ui/input'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Segmented } from '@/components/ui/segmented'
import { useFormat } from '@/lib/i18n/use-format'
import { indentJson } from '@/lib/shared/indent-json'
import type { JsonValue } from '@/lib/shared/json'
import { searchJson } from './json-search'
import { JsonTree } from './json-tree'

/** What a state's input or output may weigh (Step Functions quotas). */
const LIMIT_BYTES = 262_144

interface JsonViewerProps {
  /** Accessible name: what the value is. */
  label: string
  /** JSON text; shown as it is when it does not parse. */
  text: string
  /** The source cut it off. */
  truncated?: boolean
  /** Stands at the start of the bar. */
  bar?: ReactNode
  className?: string
}

/** JSON as a tree or as text, with search, copy, and its size. */
export function JsonViewer({ label, text, truncated = false, bar, className }: JsonViewerProps) {
  const t = useTranslations('execution')
  const format = useFormat()
  const [view, setView] = useState<'tree' | 'raw'>('tree')
  const [searching, setSearching] = useState(false)
  const [search, setSearch] = useState('')
  const [match, setMatch] = useState(0)
  const { value, parsed } = useMemo(() => parse(text), [text])
  const indented = useMemo(() => (view === 'raw' ? indentJson(text) : ''), [view, text])
  const matches = useMemo(() => searchJson(parsed ? value : null, search), [value, parsed, search])
  const bytes = useMemo(() => new TextEncoder().encode(text).length, [text])
  const found = matches.paths.length
  const move = (by: number) => setMatch(found === 0 ? 0 : (match + by + found) % found)

  return (
    <div className={classes('flex min-h-0 flex-col gap-2', className)}>
      <div className="flex min-w-0 flex-wrap items-center gap-1">
        {bar}
        <span className="ml-auto flex items-center gap-1">
          <span
            className="whitespace-nowrap text-meta text-ink-3 tabular-nums"
            title={t('json.ofLimit', { share: Math.round((bytes / LIMIT_BYTES) * 100) })}
          >
            {format.bytes(bytes)}
          </span>
          <Button
            variant="ghost"
            size="sm"
            icon
            aria-label={t('json.search')}
            title={t('json.search')}
            aria-expanded={searching}
            onClick={() => setSearching(!searching)}
          >
            <Search size={14} aria-hidden />
          </Button>
          <CopyButton text={() => indentJson(text)} label={t('json.copyAll', { what: label })} />
          <Segmented
            label={t('json.view')}
            size="sm"
            on="sheet"
            value={view}
            onValueChange={setView}
            items={[
              { value: 'tree', label: t('json.tree'), disabled: !parsed },
              { value: 'raw', label: t('json.raw') },
            ]}
          />
        </span>
      </div>
      {searching && (
        <div className="flex items-center gap-1">
          <Input
            autoFocus
            type="search"
            value={search}
            aria-label={t('json.search')}
            placeholder={t('json.search')}
            className="h-[26px] text-dense"
            onChange={(event) => {
              setSearch(event.target.value)
              setMatch(0)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') move(event.shiftKey ? -1 : 1)
              if (event.key === 'Escape') setSearching(false)
            }}
          />
          <span role="status" className="whitespace-nowrap text-meta text-ink-3 tabular-nums">
            {search.trim() !== '' && t('json.found', { at: found === 0 ? 0 : match + 1, count: found })}
          </span>
          <Button variant="ghost" size="sm" icon aria-label={t('json.previous')} onClick={() => move(-1)}>
            <ChevronUp size={14} aria-hidden />
          </Button>
          <Button variant="ghost" size="sm" icon aria-label={t('json.next')} onClick={() => move(1)}>
            <ChevronDown size={14} aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="sm"
            icon
            aria-label={t('json.endSearch')}
            onClick={() => {
              setSearching(false)
              setSearch('')
            }}
          >
            <X size={14} aria-hidden />
          </Button>
        </div>
      )}
      {truncated && <p className="text-meta text-retry">{t('json.truncated')}</p>}
      <div className="min-h-[72px] flex-1 overflow-hidden rounded-control bg-well shadow-well">
        {view === 'tree' && parsed ? (
          <JsonTree label={label} value={value} search={searching ? search : ''} matches={matches} match={match} />
        ) : (
          <ScrollRegion label={label} className="h-full px-3 py-2">
            <pre className="whitespace-pre-wrap break-words font-mono text-code text-ink-2">{indented}</pre>
          </ScrollRegion>
        )}
      </div>
    </div>
  )
}

function parse(text: string): { value: JsonValue; parsed: boolean } {
  try {
    return { value: JSON.parse(text) as JsonValue, parsed: true }
  } catch {
    return { value: null, parsed: false }
  }
}
