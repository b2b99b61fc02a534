import 'server-only'
import type { ExecutionEvent } from '@/lib/execution/execution-event'
import type { ExecutionOutcome } from '@/lib/execution/execution-outcome'

/** A page of an execution's history; `nextToken` is null at the end. */
interface HistoryPage {
  events: readonly ExecutionEvent[]
  nextToken: string | null
}

/** Where a poller reads history: GetExecutionHistory of one execution, with its data. */
export interface HistorySource {
  /** `maxResults` 1-1000. Rejects with the SDK's error. */
  page(request: { reverse: boolean; maxResults: number; nextToken?: string }): Promise<HistoryPage>
  /** How the execution ended by its description, or null while it runs. */
  outcome(): Promise<ExecutionOutcome | null>
}
