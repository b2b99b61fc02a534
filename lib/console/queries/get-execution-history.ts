import 'server-only'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import { sfnHistory } from '@/lib/console/live/sfn-history'
import type { ExecutionEvent } from '@/lib/execution/execution-event'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

const MAX_EVENTS = 200
const MAX_CHARS = 1_000_000

/**
 * The first events of an execution, for the page as the server renders it: at most 200, and no more than about 1 MB of them.
 * The live stream brings the rest.
 */
export function getExecutionHistory(executionArn: string): Promise<Result<ExecutionEvent[], ConsoleError>> {
  return callEngine(async () => {
    const page = await sfnHistory(sfnClient(), executionArn).page({ reverse: false, maxResults: MAX_EVENTS })
    const events: ExecutionEvent[] = []
    let chars = 0
    for (const event of page.events) {
      chars += JSON.stringify(event).length
      if (chars > MAX_CHARS) break
      events.push(event)
    }
    return events
  })
}
