'use client'

import { createContext, useCallback, useContext, useState } from 'react'
import { APPEARANCE_COOKIES, type Appearance } from './appearance'
import { setPreferenceCookie } from './preference-cookie'

/** The appearance that the page was rendered with. */
export const AppearanceContext = createContext<Appearance>({
  theme: 'system',
  density: 'compact',
  texture: 'on',
  rail: 'icons',
})

function show(part: keyof Appearance, value: string) {
  const root = document.documentElement
  if (part !== 'theme') {
    root.dataset[part] = value
    return
  }
  const dark = value === 'dark' || (value === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (value === 'system') delete root.dataset.chosen
  else root.dataset.chosen = value
}

/** How the console looks, and a way to change one part of it: at once, and in this browser's next pages. */
export function useAppearance() {
  const rendered = useContext(AppearanceContext)
  const [chosen, setChosen] = useState<Partial<Appearance>>({})
  const choose = useCallback(<Part extends keyof Appearance>(part: Part, value: Appearance[Part]) => {
    setChosen((before) => ({ ...before, [part]: value }))
    setPreferenceCookie(APPEARANCE_COOKIES[part], value)
    show(part, value)
  }, [])
  return { appearance: { ...rendered, ...chosen }, choose }
}
