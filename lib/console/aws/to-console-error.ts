import 'server-only'
import { type ConsoleError, type ConsoleErrorKind, consoleError } from '@/lib/shared/console-error'
import { localConnection } from './connection'

/** By the SDK error's name: AWS's error codes and Node's. */
const BY_NAME: Record<string, ConsoleErrorKind> = {
  StateMachineDoesNotExist: 'not-found',
  ExecutionDoesNotExist: 'not-found',
  ResourceNotFound: 'not-found',
  StateMachineAlreadyExists: 'already-exists',
  ExecutionAlreadyExists: 'already-exists',
  ConflictException: 'conflict',
  StateMachineDeleting: 'conflict',
  InvalidDefinition: 'invalid-definition',
  InvalidExecutionInput: 'invalid-input',
  InvalidName: 'invalid-name',
  InvalidArn: 'not-found',
  InvalidToken: 'invalid-input',
  ValidationException: 'invalid-input',
  SerializationException: 'invalid-input',
  MissingRequiredParameter: 'invalid-input',
  ExecutionLimitExceeded: 'limit-exceeded',
  StateMachineLimitExceeded: 'limit-exceeded',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  AccessDeniedException: 'access-denied',
  UnrecognizedClientException: 'access-denied',
  ExpiredTokenException: 'access-denied',
  StateMachineTypeNotSupported: 'unsupported',
  UnknownOperationException: 'unsupported',
  TimeoutError: 'engine-timeout',
}

const AWAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'EAI_AGAIN',
])

interface SdkError {
  name?: string
  message?: string
  code?: string
  cause?: unknown
  errors?: unknown[]
  $metadata?: { requestId?: string; httpStatusCode?: number }
}

/** The system error code of a failed connection, also where Node wraps it (a refused `localhost` is an AggregateError). */
function connectionCode(error: SdkError): string | null {
  for (const candidate of [error, error.cause, ...(error.errors ?? [])]) {
    const code = (candidate as SdkError | undefined)?.code
    if (code && AWAY.has(code)) return code
  }
  return null
}

/**
 * Any error of an SDK call as a person is told it. An engine that can't be reached gives `engine-away` with the system's code and the
 * address; an answer we have no entry for gives `engine-failed` with the service's own name and message.
 */
export function toConsoleError(thrown: unknown): ConsoleError {
  const error = (thrown ?? {}) as SdkError
  const code = connectionCode(error)
  if (code) return consoleError('engine-away', `${code} ${new URL(localConnection().endpoint).host}`)
  const requestId = error.$metadata?.requestId ?? null
  // An engine that is ending or starting says so itself, as does a proxy before one that is down.
  if (error.$metadata?.httpStatusCode === 503) {
    return consoleError('engine-away', `503 ${new URL(localConnection().endpoint).host}`, requestId)
  }
  const kind = BY_NAME[error.name ?? '']
  if (kind) return consoleError(kind, error.message || error.name || null, requestId)
  return consoleError('engine-failed', [error.name, error.message].filter(Boolean).join(': ') || null, requestId)
}
