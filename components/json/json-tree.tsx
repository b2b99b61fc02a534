'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { Braces, Copy } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import type { JsonValue } from '@/lib/shared/json'
import { JsonLineView } from './json-line-view'
import { type JsonLine, jsonLines, opensAtFirst } from './json-lines'
import type { JsonMatches } from './json-search'
import { treeKey } from './json-tree-keys'

interface JsonTreeProps {
  /** Accessible name. */
  label: string
  value: JsonValue
  search: string
  matches: JsonMatches
  /** The match in sight, an index into `matches.paths`. */
  match: number
}

/** A JSON value as a tree that opens and closes; only the lines in sight are mounted. Arrow keys walk it, c copies the value, p its path. */
export function JsonTree({ label, value, search, matches, match }: JsonTreeProps) {
  const t = useTranslations('execution')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [active, setActive] = useState(0)
  const lines = useMemo(
    () =>
      jsonLines(
        value,
        (path, depth, inner) => matches.ancestors.has(path) || (toggled.get(path) ?? opensAtFirst(depth, inner)),
      ),
    [value, toggled, matches],
  )
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 19,
    overscan: 12,
    initialRect: { width: 380, height: 400 },
  })
  const target = matches.paths[match]
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the match moves, not when lines open
  useEffect(() => {
    const index = target === undefined ? -1 : lines.findIndex((line) => line.path === target && line.kind !== 'end')
    if (index < 0) return
    setActive(index)
    rows.scrollToIndex(index, { align: 'center' })
  }, [target])

  const toggle = (line: JsonLine) => setToggled(new Map(toggled).set(line.path, line.kind === 'closed'))
  const copy = (text: string) => void navigator.clipboard.writeText(text)
  const at = Math.min(active, lines.length - 1)
  const focus = (index: number) => {
    setActive(index)
    rows.scrollToIndex(index)
  }

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={`${id}-${at}`}
      className="h-full min-h-0 overflow-auto py-2 font-mono text-code text-ink-2 outline-offset-[-2px]"
      onKeyDown={(event) => treeKey(event, { lines, at, focus, toggle, copy })}
    >
      <div role="none" className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index]
          if (!line) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself takes the keys
            // biome-ignore lint/a11y/noStaticElementInteractions: a treeitem, or the closing bracket of one
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is treeitem where these are set
            <div
              key={row.key}
              id={`${id}-${row.index}`}
              data-index={row.index}
              ref={rows.measureElement}
              role={line.kind === 'end' ? 'none' : 'treeitem'}
              aria-level={line.kind === 'end' ? undefined : line.depth + 1}
              aria-expanded={line.kind === 'open' || line.kind === 'closed' ? line.kind === 'open' : undefined}
              aria-selected={line.kind === 'end' ? undefined : row.index === at}
              className={classes(
                'group absolute left-0 top-0 w-full whitespace-pre-wrap break-words pr-3',
                line.path === target && 'bg-model-soft',
              )}
              style={{ transform: `translateY(${row.start}px)`, paddingLeft: 22 + line.depth * 16 }}
              onClick={() => setActive(row.index)}
            >
              <JsonLineView line={line} mark={search} onToggle={() => toggle(line)} />
              {line.kind !== 'end' && (
                <span className="absolute right-1 top-[-2px] hidden gap-0.5 rounded-chip bg-well group-hover:flex">
                  <LineButton label={t('json.copyValue')} onClick={() => copy(plain(line.value))}>
                    <Copy size={12} aria-hidden />
                  </LineButton>
                  <LineButton label={t('json.copyPath')} onClick={() => copy(line.path)}>
                    <Braces size={12} aria-hidden />
                  </LineButton>
                </span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function LineButton({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      icon
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={onClick}
      className="size-6"
    >
      {children}
    </Button>
  )
}

/** Strings are copied as they read, everything else as JSON. */
const plain = (value: JsonValue) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))
