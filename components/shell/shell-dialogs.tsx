'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { routes } from '@/lib/console/routes'

const JumpDialog = dynamic(() => import('./jump-dialog').then((module) => module.JumpDialog), { ssr: false })
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog), {
  ssr: false,
})

export type ShellDialog = 'jump' | 'shortcuts'

const OPEN_EVENT = 'passo:open-dialog'
const CHORD_MS = 1200

/** Opens a dialog that every page has. */
export function openDialog(dialog: ShellDialog): void {
  window.dispatchEvent(new CustomEvent<ShellDialog>(OPEN_EVENT, { detail: dialog }))
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))

/** Focuses the list's search field, marked by `data-list-search`; false when the page has none. */
function focusListSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-list-search]')
  field?.focus()
  field?.select()
  return field !== null
}

/** Search and help on every page, and the shortcuts that work anywhere. */
export function ShellDialogs() {
  const router = useRouter()
  const [dialog, setDialog] = useState<ShellDialog | null>(null)

  useEffect(() => {
    let chordAt = 0
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setDialog('jump')
        return
      }
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (!plain || event.defaultPrevented || isTyping(event.target) || document.querySelector('.dialog-sheet')) return
      const afterG = event.timeStamp - chordAt < CHORD_MS
      chordAt = event.key === 'g' ? event.timeStamp : 0
      if (afterG && event.key === 'w') router.push(routes.workflows())
      else if (afterG && event.key === 'e') router.push(routes.executions())
      else if (event.key === '?') setDialog('shortcuts')
      else if (event.key === '/' && focusListSearch()) event.preventDefault()
    }
    const onOpen = (event: Event) => setDialog((event as CustomEvent<ShellDialog>).detail)
    window.addEventListener('keydown', onKey)
    window.addEventListener(OPEN_EVENT, onOpen)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener(OPEN_EVENT, onOpen)
    }
  }, [router])

  if (dialog === 'jump') return <JumpDialog onClose={() => setDialog(null)} />
  if (dialog === 'shortcuts') return <ShortcutsDialog onClose={() => setDialog(null)} />
  return null
}
