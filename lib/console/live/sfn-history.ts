import 'server-only'
import { DescribeExecutionCommand, GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn'
import { toExecutionEvent } from '@/lib/execution/execution-event'
import { outcomeOf } from '@/lib/execution/execution-outcome'
import type { HistorySource } from './history-source'

/** GetExecutionHistory of one execution, with its data. */
export function sfnHistory(client: SFNClient, executionArn: string): HistorySource {
  return {
    async page({ reverse, maxResults, nextToken }) {
      const page = await client.send(
        new GetExecutionHistoryCommand({ executionArn, reverseOrder: reverse, maxResults, nextToken }),
      )
      return { events: (page.events ?? []).map(toExecutionEvent), nextToken: page.nextToken ?? null }
    },
    async outcome() {
      const found = await client.send(new DescribeExecutionCommand({ executionArn }))
      return outcomeOf({
        status: found.status ?? 'RUNNING',
        stoppedAtMs: found.stopDate?.getTime() ?? null,
        error: found.error ?? null,
        cause: found.cause ?? null,
      })
    },
  }
}
