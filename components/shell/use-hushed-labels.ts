'use client'

import { useEffect, useState } from 'react'

/** Lets Esc take away a label that came on hover or focus, until the pointer or the focus moves on (WCAG 2.1, 1.4.13). */
export function useHushedLabels() {
  const [hushed, setHushed] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setHushed(true)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const speak = () => setHushed(false)
  return { 'data-labels': hushed ? 'hushed' : 'shown', onPointerOver: speak, onFocus: speak }
}
