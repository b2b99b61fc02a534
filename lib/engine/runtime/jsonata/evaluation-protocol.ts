import type { JsonataOutcome, JsonataRequest } from '@/lib/asl/expr/jsonata-evaluator'

/** What the engine sends to a process that evaluates; one at a time. */
export type ToEvaluator = JsonataRequest

/** What such a process sends: once that it listens, then an outcome for each request. */
export type FromEvaluator = { type: 'ready' } | { type: 'outcome'; outcome: JsonataOutcome }
