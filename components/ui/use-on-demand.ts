'use client'

import { type ComponentType, useState } from 'react'

/**
 * A component whose code is fetched when its button is about to be pressed, and which takes the button's place once it is. Spread
 * `press` on the button until then. A console that doesn't answer leaves the button as it was, to be pressed again.
 */
export function useOnDemand<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Loaded, setLoaded] = useState<ComponentType<Props> | null>(null)
  const prepare = () => void load().catch(() => {})
  const open = () =>
    load().then(
      (component) => setLoaded(() => component),
      () => {},
    )
  return { Loaded, press: { 'aria-expanded': false, onPointerEnter: prepare, onFocus: prepare, onClick: open } }
}
