import type { JsonObject, JsonValue } from '@/lib/shared/json'
import type { JsonataEvaluator } from './jsonata-evaluator'

/**
 * What an expression may see and draw while it is evaluated. Made by the caller for one field of one state; values are shared
 * by reference and never changed by an evaluation.
 */
export interface EvaluationScope {
  /** `$` of JSONPath, `$states.input` of JSONata. */
  input: JsonValue
  /** `$$` of JSONPath, `$states.context` of JSONata; called only when the expression reads it. */
  context(): JsonObject
  /** The value of a workflow variable by its name without `$`; undefined when no scope assigns it. */
  variables(name: string): JsonValue | undefined
  /** `$states.result` of JSONata; absent where a state has no result. */
  result?: JsonValue
  /** `$states.errorOutput` of JSONata; present in a catcher's Output and Assign only. */
  errorOutput?: JsonValue
  /** Uniform in [0, 1). */
  random(): number
  /** A version 4 UUID. */
  uuid(): string
  /** Evaluates JSONata elsewhere, e.g. in a worker; in this process when absent. */
  jsonata?: JsonataEvaluator
}
