import type { CallOutcome, FunctionCall } from './function-worker'
import type { LocalFunction } from './local-function'

/** What the engine tells the process of local functions. */
export type ToHost = { type: 'invoke'; fn: LocalFunction; call: FunctionCall } | { type: 'abort'; requestId: string }

/** What that process answers; each `invoke` has one `outcome`. */
export type FromHost =
  | { type: 'outcome'; requestId: string; outcome: CallOutcome }
  | { type: 'log'; functionName: string; text: string }
  /** A thread couldn't be ended; the process may go down with it. */
  | { type: 'worn' }
