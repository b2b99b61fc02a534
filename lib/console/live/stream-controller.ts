import 'server-only'

/** A controller for one stream to a browser: aborted with the request, or by whoever ends the stream. */
export function streamController(request: AbortSignal): AbortController {
  const controller = new AbortController()
  const end = () => controller.abort()
  request.addEventListener('abort', end, { signal: controller.signal })
  if (request.aborted) end()
  return controller
}
