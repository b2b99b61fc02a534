'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'
import type { StatePath } from '@/lib/asl/state-path'
import { assert } from '@/lib/shared/assert'
import type { GraphStore } from './graph-store'

/** What nodes and routes may ask for and do; the same object for the life of a graph. */
export interface GraphContextValue {
  store: GraphStore
  onSelect: (path: StatePath | null) => void
  onOpen: (path: StatePath) => void
  onToggle: (path: StatePath) => void
}

export const GraphContext = createContext<GraphContextValue | null>(null)

export function useGraph(): GraphContextValue {
  const value = useContext(GraphContext)
  assert(value, 'a graph part is rendered outside its graph')
  return value
}

/** Reads one thing from the store; renders again only when that thing changes. */
export function useGraphValue<T>(read: (store: GraphStore) => T): T {
  const { store } = useGraph()
  const snapshot = () => read(store)
  return useSyncExternalStore(store.subscribe, snapshot, snapshot)
}
