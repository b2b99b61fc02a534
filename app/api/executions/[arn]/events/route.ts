import { authorise } from '@/lib/auth/authorise'
import { eventStream } from '@/lib/console/live/event-stream'
import { executionPoller } from '@/lib/console/live/execution-pollers'
import { systemClock } from '@/lib/console/live/live-clock'
import { streamController } from '@/lib/console/live/stream-controller'

export const dynamic = 'force-dynamic'

/** Live history of an execution as server-sent events, from the event after `Last-Event-ID` (or `?after=`) on. */
export async function GET(request: Request, { params }: { params: Promise<{ arn: string }> }): Promise<Response> {
  const allowed = await authorise('execution:read')
  if (!allowed.ok) return Response.json({ error: allowed.error.kind }, { status: 401 })
  const { arn } = await params
  const stream = streamController(request.signal)
  const messages = executionPoller(decodeURIComponent(arn)).follow(startAfter(request), stream.signal)
  return new Response(eventStream(messages, stream, systemClock), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

function startAfter(request: Request): number {
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after')
  const id = Number(given ?? 0)
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}
