import { describe, expect, it } from 'vitest'
import { encodeLiveMessage, eventStream } from './event-stream'
import type { LiveMessage } from './live-message'
import { FakeClock } from './testing/fake-clock'

async function* messages(...all: LiveMessage[]): AsyncGenerator<LiveMessage> {
  yield* all
}

async function* never(signal: AbortSignal): AsyncGenerator<LiveMessage> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
}

const text = (chunk: { value?: Uint8Array }) => new TextDecoder().decode(chunk.value)

describe('a stream of server-sent events', () => {
  it('speaks at once, before anything has happened', async () => {
    const stream = new AbortController()
    const reader = eventStream(never(stream.signal), stream, new FakeClock()).getReader()
    expect(text(await reader.read())).toBe(': open\nretry: 1000\n\n')
    stream.abort()
  })

  it('carries a batch as one event whose id is its last history event, on one line of data', () => {
    const batch = encodeLiveMessage({
      kind: 'events',
      events: [
        { id: 4, json: '{"id":4,"text":"a\\nb"}' },
        { id: 5, json: '{"id":5}' },
      ],
    })
    expect(batch).toBe('id: 5\nevent: events\ndata: [{"id":4,"text":"a\\nb"},{"id":5}]\n\n')
  })

  it('says after how long an engine that is away is asked again', () => {
    expect(encodeLiveMessage({ kind: 'engine-away', retryInMs: 500 })).toBe(
      'event: engine-away\ndata: {"retryInMs":500}\n\n',
    )
  })

  it('beats after 15 s of silence and keeps the message it was waiting for', async () => {
    const clock = new FakeClock()
    const stream = new AbortController()
    let say: (message: LiveMessage) => void = () => undefined
    async function* later(): AsyncGenerator<LiveMessage> {
      yield await new Promise<LiveMessage>((resolve) => {
        say = resolve
      })
    }
    const reader = eventStream(later(), stream, clock).getReader()
    await reader.read()
    const beat = reader.read()
    await clock.advance(15_000)
    expect(text(await beat)).toBe('event: alive\ndata: {}\n\n')
    const next = reader.read()
    say({ kind: 'gone' })
    expect(text(await next)).toBe('event: gone\ndata: {}\n\n')
  })

  it('closes cleanly after the last message, and lets go of the stream', async () => {
    const stream = new AbortController()
    const reader = eventStream(messages({ kind: 'done', outcome: null }), stream, new FakeClock()).getReader()
    await reader.read()
    expect(text(await reader.read())).toBe('event: done\ndata: {"outcome":null}\n\n')
    expect((await reader.read()).done).toBe(true)
    expect(stream.signal.aborted).toBe(true)
  })

  it('ends the viewer when the browser goes away, and when the process stops', async () => {
    const left = new AbortController()
    await eventStream(never(left.signal), left, new FakeClock()).cancel()
    expect(left.signal.aborted).toBe(true)

    const stopped = new AbortController()
    const reader = eventStream(never(stopped.signal), stopped, new FakeClock()).getReader()
    await reader.read()
    stopped.abort()
    expect((await reader.read()).done).toBe(true)
  })
})
