'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { ExecutionEvent } from '@/lib/execution/execution-event'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'
import type { ExecutionStore, FeedSnapshot } from './execution-store'

/** The server says something every 15 s; after this silence the connection is taken for dead. */
const SILENCE_MS = 40_000
const RETRY_MS = 2000

/** Keeps a store up to date by the live stream at `url` until the execution has ended, and gives the feed's state. */
export function useExecutionFeed(store: ExecutionStore, url: string): FeedSnapshot {
  useEffect(() => (store.snapshot().feed === 'done' ? undefined : connect(store, url)), [store, url])
  return useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
}

function connect(store: ExecutionStore, url: string): () => void {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    clearTimeout(retry)
    clearTimeout(silence)
    source?.close()
    source = null
  }
  const reopen = () => {
    close()
    store.setFeed('stale')
    retry = setTimeout(open, RETRY_MS)
  }
  const heard = () => {
    clearTimeout(silence)
    silence = setTimeout(reopen, SILENCE_MS)
    return Date.now()
  }
  function open() {
    const opened = new EventSource(`${url}?after=${store.model.buffer.lastId}`)
    source = opened
    heard()
    opened.onopen = () => store.setFeed('live', heard())
    opened.onerror = () => {
      // A refused or ended stream is not tried again by the browser; a broken one is, from the last event's id on.
      if (opened.readyState === EventSource.CLOSED) reopen()
      else store.setFeed('stale')
    }
    opened.addEventListener('events', (message) => {
      store.add(JSON.parse(message.data) as ExecutionEvent[], heard())
    })
    opened.addEventListener('alive', () => store.setFeed(store.snapshot().feed, heard()))
    opened.addEventListener('engine-away', () => {
      heard()
      store.setFeed('stale')
    })
    opened.addEventListener('engine-back', () => store.setFeed('live', heard()))
    opened.addEventListener('gone', () => {
      close()
      store.setFeed('gone')
    })
    opened.addEventListener('done', (message) => {
      close()
      store.finish((JSON.parse(message.data) as { outcome: ExecutionOutcome | null }).outcome, Date.now())
    })
  }
  open()
  return close
}
