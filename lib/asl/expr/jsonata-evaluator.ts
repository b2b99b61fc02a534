import type { JsonObject, JsonValue } from '@/lib/shared/json'

/** One evaluation as plain data, so that it can be carried to a worker. */
export interface JsonataRequest {
  /** The expression without its `{%` and `%}`. */
  source: string
  /** By name without `$`: `states` and the variables the expression reads. */
  bindings: JsonObject
}

/** What came of it. `failed` carries what AWS writes after "threw an error during evaluation", its separator included. */
export type JsonataOutcome =
  | { kind: 'value'; value: JsonValue }
  /** The expression gave nothing. */
  | { kind: 'undefined' }
  /** The result, or a part of it, is a function or a regular expression, which no JSON carries. */
  | { kind: 'unsupported' }
  | { kind: 'failed'; detail: string }

/** What `$random` and `$uuid` draw from. */
export interface JsonataDraws {
  /** Uniform in [0, 1). */
  random(): number
  /** A version 4 UUID. */
  uuid(): string
}

/**
 * Evaluates JSONata somewhere: in this process or in a worker. Never rejects for an expression's own failure. An evaluator that
 * has to kill a runaway evaluation gives `failed` with JSONATA_TIMEOUT_DETAIL.
 */
export interface JsonataEvaluator {
  evaluate(request: JsonataRequest, draws: JsonataDraws): Promise<JsonataOutcome>
}
