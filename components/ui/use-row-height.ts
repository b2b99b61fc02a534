'use client'

import { useSyncExternalStore } from 'react'

/** What the comfortable density adds to a row; the same as `--row-up` in globals.css. */
const COMFORTABLE_EXTRA_PX = 4

function subscribe(changed: () => void) {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] })
  return () => observer.disconnect()
}

const isComfortable = () => document.documentElement.dataset.density === 'comfortable'

/** The height in px of a row in a virtual list, which can't be left to CSS, in the density the reader chose. */
export function useRowHeight(compactPx: number): number {
  return useSyncExternalStore(subscribe, isComfortable, () => false) ? compactPx + COMFORTABLE_EXTRA_PX : compactPx
}
