import type { StatePath } from '@/lib/asl/state-path'

/** What a person is told about a step; each has a glyph, a word and a colour (see components/ui/status-mark.tsx). */
export type StepStatus =
  | 'not-reached'
  | 'running'
  | 'retrying'
  | 'succeeded'
  | 'caught'
  | 'failed'
  | 'timed-out'
  | 'aborted'

/** A Map's items as they stand: counts always, one status per item for up to 60. */
export interface MapProgress {
  total: number
  succeeded: number
  failed: number
  running: number
  aborted: number
  items: readonly StepStatus[] | null
}

/** A step of one execution as the graph shows it: derived from history events, never stored. */
export interface StepView {
  path: StatePath
  status: StepStatus
  /** 1-based order of this step's latest visit in the execution; null inside a Map, whose items are not numbered. */
  visitNumber: number | null
  /** How often the state was entered. */
  visits: number
  /** Attempts in the latest visit, the first included. */
  attempts: number
  /** While retrying: the next attempt's number, the most there can be, and when it starts (epoch ms). */
  retry: { attempt: number; maxAttempts: number; dueAtMs: number | null } | null
  startedAtMs: number
  /** Null while the step goes on. */
  endedAtMs: number | null
  tokens: number | null
  map: MapProgress | null
}

/** `from -> to` of a transition that was walked; `''` stands for the start of a scope, `'$end'` for its end. */
export type TransitionKey = `${string}->${string}`

/** What the graph needs to draw one execution over its definition. */
export interface ExecutionGraphStatus {
  steps: ReadonlyMap<StatePath, StepView>
  /** How often each transition was walked, key by `transitionKey`. */
  walked: ReadonlyMap<TransitionKey, number>
  /** Paths of states that are running or retrying now. */
  live: ReadonlySet<StatePath>
}

/** The key of a transition between two states of one scope. */
export const transitionKey = (from: string, to: string): TransitionKey => `${from}->${to}`
