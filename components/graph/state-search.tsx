'use client'

import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { Input } from '@/components/ui/input'
import { findStates } from '@/lib/graph/find-states'
import type { StateNode } from '@/lib/graph/graph-model'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'
import { useGraph } from './graph-context'
import type { Camera } from './use-camera'

const MOST_MATCHES = 8

/** Finds a state by name: the slash key opens it, arrows choose, Enter selects and centres, Escape closes. */
export function StateSearch({ layout, camera }: { layout: GraphLayout; camera: Camera }) {
  const t = useTranslations('graph')
  const { store, onSelect } = useGraph()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const matches = useMemo(() => (open ? findStates(layout, text, MOST_MATCHES) : []), [open, layout, text])

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const target = event.target
      const typing =
        target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  useEffect(() => {
    if (open) field.current?.focus()
  }, [open])

  const close = () => {
    setOpen(false)
    setText('')
    setActive(0)
  }
  const choose = (node: StateNode | undefined) => {
    if (!node) return
    close()
    onSelect(node.path)
    camera.centre(node.id)
    store.focus(node.id, true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step) {
      event.preventDefault()
      setActive((at) => Math.max(0, Math.min(matches.length - 1, at + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(matches[active])
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
  }

  if (!open) {
    return (
      <Button
        icon
        aria-label={t('search')}
        aria-keyshortcuts="/"
        title={`${t('search')} (/)`}
        onClick={() => setOpen(true)}
      >
        <Search size={14} aria-hidden="true" />
      </Button>
    )
  }
  return (
    <div className="relative">
      <Input
        ref={field}
        role="combobox"
        aria-label={t('search')}
        aria-expanded={matches.length > 0}
        aria-controls={listId}
        aria-activedescendant={matches[active] ? `${listId}-${active}` : undefined}
        placeholder={t('search')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        className="h-[30px] w-56"
      />
      <div className="absolute bottom-9 left-0 w-72 rounded-sheet bg-card p-1.5 shadow-e3">
        {matches.length === 0 && <p className="px-2 py-1 text-dense text-ink-3">{t('noMatch')}</p>}
        <div role="listbox" id={listId} aria-label={t('search')}>
          {matches.map((node, index) => (
            <div
              key={node.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault()
                choose(node)
              }}
              className={classes(
                'flex h-7 cursor-pointer items-center justify-between gap-2 rounded-control px-2 text-ui',
                index === active ? 'bg-hover text-ink' : 'text-ink-2',
              )}
            >
              <span className="truncate">{node.name}</span>
              <span className="shrink-0 text-meta text-ink-3">{node.state.Type}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
