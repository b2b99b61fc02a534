import 'server-only'

// One set for the process, whichever module instance opened the stream; whoever stops the process may end them by it.
const shared = globalThis as typeof globalThis & { passoOpenStreams?: Set<AbortController> }

/** A controller for one stream to a browser: aborted with the request, or when the process stops. */
export function openStream(request: AbortSignal): AbortController {
  shared.passoOpenStreams ??= new Set()
  const streams = shared.passoOpenStreams
  const controller = new AbortController()
  streams.add(controller)
  const end = () => controller.abort()
  request.addEventListener('abort', end)
  controller.signal.addEventListener('abort', () => {
    streams.delete(controller)
    request.removeEventListener('abort', end)
  })
  if (request.aborted) end()
  return controller
}
