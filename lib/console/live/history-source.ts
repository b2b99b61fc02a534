import type { ExecutionEvent } from '@/lib/execution/execution-event'

/** A page of an execution's history; `nextToken` is null at the end. */
export interface HistoryPage {
  events: readonly ExecutionEvent[]
  nextToken: string | null
}

/** Where a poller reads history: GetExecutionHistory of one execution, with its data. */
export interface HistorySource {
  /** `maxResults` 1-1000. Rejects with the SDK's error. */
  page(request: { reverse: boolean; maxResults: number; nextToken?: string }): Promise<HistoryPage>
}
