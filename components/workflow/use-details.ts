'use client'

import { parseAsBoolean, useQueryState } from 'nuqs'

/** Whether the details of the workflow are open over the graph, where the window has no room beside it; kept in the address. */
export function useDetails() {
  return useQueryState('details', parseAsBoolean.withDefault(false).withOptions({ history: 'replace' }))
}
