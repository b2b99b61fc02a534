'use client'

import { useEffect, useState } from 'react'

/** A panel's size in px that this browser remembers under `key`. */
export function useKeptSize(key: string, initial: number): [number, (size: number) => void] {
  const [size, setSize] = useState(initial)
  useEffect(() => {
    const kept = Number(localStorage.getItem(key))
    if (Number.isFinite(kept) && kept > 0) setSize(kept)
  }, [key])
  const resize = (next: number) => {
    setSize(next)
    localStorage.setItem(key, String(next))
  }
  return [size, resize]
}
