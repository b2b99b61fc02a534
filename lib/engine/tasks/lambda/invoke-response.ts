import type { JsonObject, JsonValue } from '@/lib/shared/json'

/**
 * The result of `lambda:invoke` as a state sees it, HTTP frame included.
 * Source: recorded histories of real executions (`SdkHttpMetadata`, `SdkResponseMetadata`, `ExecutedVersion`).
 */
export function invokeResponse(answer: {
  requestId: string
  /** The function's answer as JSON text; null for an asynchronous call. */
  payload: string | null
  /** Base64 of what the function printed, when the task asked with `LogType: Tail`. */
  logTail: string | null
  statusCode: 200 | 202 | 204
  nowMs: number
}): JsonObject {
  const { requestId, payload, logTail, statusCode } = answer
  const headers: Record<string, string> = {
    ...(logTail === null ? {} : { 'X-Amz-Log-Result': logTail }),
    ...(statusCode === 200 ? { 'X-Amz-Executed-Version': '$LATEST' } : {}),
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'Content-Length': String(Buffer.byteLength(payload ?? '')),
    Date: new Date(answer.nowMs).toUTCString(),
    'X-Amzn-Trace-Id': `root=1-${requestId.slice(0, 8)}-${requestId.replaceAll('-', '').slice(8)};sampled=0`,
    'Content-Type': 'application/json',
  }
  return {
    ...(statusCode === 200 ? { ExecutedVersion: '$LATEST' } : {}),
    ...(logTail === null ? {} : { LogResult: logTail }),
    Payload: payload === null ? '' : (JSON.parse(payload) as JsonValue),
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: statusCode,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: statusCode,
  }
}
