import type { ConsoleError, ConsoleErrorKind } from '@/lib/shared/console-error'

const STATUS: Partial<Record<ConsoleErrorKind, number>> = {
  'signed-out': 401,
  forbidden: 403,
  'access-denied': 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  'engine-away': 503,
  'engine-timeout': 504,
  'engine-failed': 502,
}

/** A route's answer to an error: the error itself as JSON, with the HTTP status that fits (400 where none does better). */
export function errorResponse(error: ConsoleError): Response {
  return Response.json(error, { status: STATUS[error.kind] ?? 400, headers: { 'cache-control': 'no-store' } })
}
