import type { JsonValue } from '@/lib/shared/json'
import { compileJsonata } from './jsonata'
import type { JsonataDraws, JsonataEvaluator, JsonataOutcome, JsonataRequest } from './jsonata-evaluator'
import { DRAWS_BINDING, JsonataMemoryError } from './jsonata-functions'
import { JSONATA_LIMITS, JSONATA_MEMORY_DETAIL, JSONATA_STACK_DETAIL, JSONATA_TIMEOUT_DETAIL } from './jsonata-limits'
import { toJsonValue, UnsupportedResult } from './jsonata-result'

/**
 * Evaluates JSONata in this thread, within AWS's bounds, or within `timeoutMs` of its time. The bounds are looked at between steps:
 * a regular expression that backtracks without end is not stopped, so expressions for which `needsIsolation` is true belong where
 * they can be killed; this same evaluator runs there.
 */
export const inProcessJsonata = {
  evaluate(
    request: JsonataRequest,
    draws: JsonataDraws,
    timeoutMs: number = JSONATA_LIMITS.timeoutMs,
  ): Promise<JsonataOutcome> {
    const outcome = last.then(() => evaluate(request, draws, timeoutMs))
    last = outcome.catch(() => undefined)
    return outcome
  },
} satisfies JsonataEvaluator

// One after the other: interleaved, each would count the time of all against its own bound.
let last: Promise<unknown> = Promise.resolve()

async function evaluate(request: JsonataRequest, draws: JsonataDraws, timeoutMs: number): Promise<JsonataOutcome> {
  const compiled = compileJsonata(request.source)
  try {
    const result = await compiled.evaluate({ ...request.bindings, [DRAWS_BINDING]: draws }, timeoutMs)
    if (result === undefined) return { kind: 'undefined' }
    return { kind: 'value', value: toJsonValue(result) as JsonValue }
  } catch (error) {
    if (error instanceof UnsupportedResult) return { kind: 'unsupported' }
    return { kind: 'failed', detail: detailOf(error) }
  }
}

function detailOf(error: unknown): string {
  if (error instanceof JsonataMemoryError) return JSONATA_MEMORY_DETAIL
  // What V8 throws when a text or the stack has no room left.
  if (error instanceof RangeError)
    return /call stack/i.test(error.message) ? JSONATA_STACK_DETAIL : JSONATA_MEMORY_DETAIL
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'D1011') return JSONATA_STACK_DETAIL
  if (code === 'D1012') return JSONATA_TIMEOUT_DETAIL
  if (code === 'D2014' || code === 'D2015') return JSONATA_MEMORY_DETAIL
  return code === undefined ? `: ${message ?? String(error)}` : `. ${code}: ${message ?? ''}`
}
