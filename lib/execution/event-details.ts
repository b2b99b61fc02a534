import type { ExecutionEvent } from './execution-event'

interface DataDetails {
  truncated?: boolean
}

/** The members that AWS spreads over some forty `...EventDetails` shapes; each is present only where its event type has it. */
export interface EventDetails {
  name?: string
  input?: string
  inputDetails?: DataDetails
  output?: string
  outputDetails?: DataDetails
  error?: string
  cause?: string
  resource?: string
  resourceType?: string
  region?: string
  parameters?: string
  timeoutInSeconds?: number
  heartbeatInSeconds?: number
  index?: number
  length?: number
  state?: string
  location?: string
  assignedVariables?: Record<string, string>
  assignedVariablesDetails?: DataDetails
  workerName?: string
  mapRunArn?: string
  roleArn?: string
}

const EMPTY: EventDetails = {}
const keys = new Map<string, string>()

function keyOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`
}

/**
 * The details of an event whatever its type; an empty object where the event has none (`ParallelStateStarted`) or was read
 * with `includeExecutionData: false`. Member names: API reference, HistoryEvent.
 */
export function eventDetails(event: ExecutionEvent): EventDetails {
  let key = keys.get(event.type)
  if (key === undefined) {
    key = keyOf(event.type)
    keys.set(event.type, key)
  }
  return (event as unknown as Record<string, EventDetails | undefined>)[key] ?? EMPTY
}
