'use client'

import { useSyncExternalStore } from 'react'

const QUERY = '(max-width: 1180px)'

function subscribe(listener: () => void) {
  const query = window.matchMedia(QUERY)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** The window is too narrow for the inspector beside the canvas, so it comes as a drawer. False on the server. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  )
}
