import 'server-only'
import type { LiveClock } from './live-clock'
import type { LiveMessage } from './live-message'

const HEARTBEAT_MS = 15_000
const RECONNECT_MS = 1000

/** One message in the text of server-sent events; the id is that of its last history event, so a reconnect resumes there. */
export function encodeLiveMessage(message: LiveMessage): string {
  if (message.kind === 'events') {
    const id = message.events.at(-1)?.id ?? 0
    return `id: ${id}\nevent: events\ndata: [${message.events.map((event) => event.json).join(',')}]\n\n`
  }
  const { kind, ...data } = message
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
}

/**
 * The messages as a body of server-sent events. The first chunk goes out at once, since no header leaves before it; a beat
 * goes out after 15 s of silence. Pulls one message at a time, so a slow reader holds one message. Aborting ends it.
 */
export function eventStream(
  messages: AsyncGenerator<LiveMessage>,
  stream: AbortController,
  clock: LiveClock,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let next: Promise<IteratorResult<LiveMessage>> | null = null
  const finish = (controller: ReadableStreamDefaultController) => {
    stream.abort()
    controller.close()
  }
  return new ReadableStream(
    {
      start(controller) {
        controller.enqueue(encoder.encode(`: open\nretry: ${RECONNECT_MS}\n\n`))
      },
      async pull(controller) {
        next ??= messages.next()
        const silence = new AbortController()
        const heartbeat = clock.wait(HEARTBEAT_MS, silence.signal).then(() => 'silence' as const)
        const result = await Promise.race([next, heartbeat])
        silence.abort()
        if (result === 'silence') return controller.enqueue(encoder.encode('event: alive\ndata: {}\n\n'))
        next = null
        if (result.done) return finish(controller)
        controller.enqueue(encoder.encode(encodeLiveMessage(result.value)))
      },
      cancel() {
        stream.abort()
      },
    },
    { highWaterMark: 1 },
  )
}
