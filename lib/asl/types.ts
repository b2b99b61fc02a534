import type { JsonObject, JsonValue } from '@/lib/shared/json'

/** The language a state's expressions are written in. */
export type QueryLanguage = 'JSONPath' | 'JSONata'

/** A state machine or a nested scope: a Parallel's branch, a Map's item processor. */
export interface StateScope {
  Comment?: string
  StartAt: string
  States: Record<string, State>
}

/** The top level of an Amazon States Language document. Unknown fields are kept, so the type allows them. */
export interface StateMachineDefinition extends StateScope {
  QueryLanguage?: QueryLanguage
  Version?: string
  TimeoutSeconds?: number
  [field: string]: unknown
}

/** A Parallel's branch or a Map's item processor. */
export interface ItemProcessor extends StateScope {
  QueryLanguage?: QueryLanguage
  ProcessorConfig?: { Mode?: 'INLINE' | 'DISTRIBUTED'; ExecutionType?: 'STANDARD' | 'EXPRESS' }
  [field: string]: unknown
}

interface StateFields {
  Comment?: string
  QueryLanguage?: QueryLanguage
  InputPath?: string | null
  OutputPath?: string | null
  Output?: JsonValue
  Assign?: JsonObject
  [field: string]: unknown
}

interface Transition {
  Next?: string
  End?: boolean
}

export interface Retrier {
  ErrorEquals: string[]
  IntervalSeconds?: number
  MaxAttempts?: number
  BackoffRate?: number
  MaxDelaySeconds?: number
  JitterStrategy?: 'NONE' | 'FULL'
  Comment?: string
}

export interface Catcher {
  ErrorEquals: string[]
  Next: string
  ResultPath?: string | null
  Output?: JsonValue
  Assign?: JsonObject
  Comment?: string
}

interface ErrorHandling {
  Retry?: Retrier[]
  Catch?: Catcher[]
}

interface Results {
  Parameters?: JsonValue
  Arguments?: JsonValue
  ResultSelector?: JsonValue
  ResultPath?: string | null
}

export interface TaskState extends StateFields, Transition, ErrorHandling, Results {
  Type: 'Task'
  Resource: string
  TimeoutSeconds?: number | string
  TimeoutSecondsPath?: string
  HeartbeatSeconds?: number | string
  HeartbeatSecondsPath?: string
  Credentials?: JsonObject
}

export interface PassState extends StateFields, Transition {
  Type: 'Pass'
  Result?: JsonValue
  Parameters?: JsonValue
  ResultPath?: string | null
}

/** A rule of a JSONPath Choice: a comparison, or And, Or, Not over rules; `Next` at the top level only. */
export interface ChoiceRule {
  Next?: string
  Condition?: string | boolean
  Variable?: string
  And?: ChoiceRule[]
  Or?: ChoiceRule[]
  Not?: ChoiceRule
  Assign?: JsonObject
  Output?: JsonValue
  Comment?: string
  [comparison: string]: unknown
}

export interface ChoiceState extends StateFields {
  Type: 'Choice'
  Choices: ChoiceRule[]
  Default?: string
}

export interface WaitState extends StateFields, Transition {
  Type: 'Wait'
  Seconds?: number | string
  SecondsPath?: string
  Timestamp?: string
  TimestampPath?: string
}

export interface SucceedState extends StateFields {
  Type: 'Succeed'
}

export interface FailState extends StateFields {
  Type: 'Fail'
  Error?: string
  ErrorPath?: string
  Cause?: string
  CausePath?: string
}

export interface ParallelState extends StateFields, Transition, ErrorHandling, Results {
  Type: 'Parallel'
  Branches: ItemProcessor[]
}

export interface MapState extends StateFields, Transition, ErrorHandling, Results {
  Type: 'Map'
  /** `Iterator` is the older name of `ItemProcessor`; AWS still accepts it. */
  ItemProcessor?: ItemProcessor
  Iterator?: ItemProcessor
  Items?: JsonValue
  ItemsPath?: string
  ItemSelector?: JsonValue
  MaxConcurrency?: number | string
  MaxConcurrencyPath?: string
  Label?: string
  ItemReader?: JsonObject
  ItemBatcher?: JsonObject
  ResultWriter?: JsonObject
  ToleratedFailureCount?: number | string
  ToleratedFailureCountPath?: string
  ToleratedFailurePercentage?: number | string
  ToleratedFailurePercentagePath?: string
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState

export type StateType = State['Type']
