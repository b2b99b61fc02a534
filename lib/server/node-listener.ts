import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handler } from '@/lib/wire/handler'
import { errorAnswer } from '@/lib/wire/json-answer'
import { WireError } from '@/lib/wire/wire-error'

// Step Functions takes definitions of 1 MB, which JSON in JSON may nearly double; Bedrock takes images.
const MAX_BODY_BYTES = 8 * 1024 * 1024
const MAX_MODEL_BODY_BYTES = 25 * 1024 * 1024

/** Plugs a handler into `node:http`: reads the body within bounds; a model call's signal aborts when its client goes away. */
export function nodeListener(handler: Handler) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController()
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort()
    })
    try {
      const body = await readBody(incoming)
      const answer = body ? await handler(toRequest(incoming, body, gone.signal)) : tooLarge()
      // The rest of a refused body is not read, so the connection can't be used again.
      if (!body) outgoing.setHeader('connection', 'close')
      await send(answer, outgoing)
    } catch {
      // The client went away or sent what is no HTTP: there is nobody to answer.
      outgoing.destroy()
    }
  }
}

/** The body, or null when it is larger than its path allows. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const limit = incoming.url?.startsWith('/model/') ? MAX_MODEL_BODY_BYTES : MAX_BODY_BYTES
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks) as Uint8Array<ArrayBuffer>
}

function toRequest(incoming: IncomingMessage, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Request {
  const headers = new Headers()
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] as string, incoming.rawHeaders[i + 1] as string)
  }
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? null : bytes
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`)
  // What Step Functions was asked to do is done whether or not the client stays, and a signal that nobody reads is dear.
  return new Request(url, url.pathname === '/' ? { method, headers, body } : { method, headers, body, signal })
}

async function send(answer: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = answer.status
  answer.headers.forEach((value, name) => {
    outgoing.setHeader(name, value)
  })
  const reader = answer.body?.getReader()
  const first = await reader?.read()
  if (!reader || !first || first.done) {
    outgoing.end()
    return
  }
  // A body of one piece, which is every body but a stream's, goes out with its length.
  let next = await reader.read()
  if (next.done) {
    outgoing.setHeader('content-length', first.value.length)
    outgoing.end(first.value)
    return
  }
  outgoing.write(first.value)
  for (; !next.done; next = await reader.read()) outgoing.write(next.value)
  outgoing.end()
}

const tooLarge = (): Response =>
  errorAnswer(
    new WireError('RequestEntityTooLargeException', 'The body of the request is too large'),
    crypto.randomUUID(),
  )
