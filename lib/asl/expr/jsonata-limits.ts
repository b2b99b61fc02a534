/** The bounds AWS puts on one evaluation of JSONata (Step Functions developer guide; the sizes are measured). */
export const JSONATA_LIMITS = {
  timeoutMs: 1_000,
  /** Levels of nesting, recursion included. */
  maxDepth: 100,
  /** Items a sequence may hold. */
  maxSequenceItems: 873_782,
  /** Items `$range` may give. */
  maxRangeItems: 360_145,
  /** Characters a text may hold. */
  maxTextCharacters: 2 ** 22,
} as const

/** AWS's words for an evaluation past a bound, as they follow "threw an error during evaluation". */
export const JSONATA_TIMEOUT_DETAIL = ': Expression evaluation timeout: Check for infinite loop'
export const JSONATA_MEMORY_DETAIL = ': Expression evaluation memory limit exceeded: Check for excessive memory usage'
export const JSONATA_STACK_DETAIL =
  ': Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive'
