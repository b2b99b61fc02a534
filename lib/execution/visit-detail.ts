import { type BedrockStepView, readBedrockStep } from '@/lib/bedrock/bedrock-step'
import { isJsonObject } from '@/lib/shared/json'
import { type EventDetails, eventDetails } from './event-details'
import type { HistoryBuffer } from './history-buffer'
import { parsePayload } from './parse-payload'
import type { Attempt, Visit } from './visit'

/** JSON text as the history carries it, `null` where it has none (or was read without execution data). */
export interface Payload {
  text: string | null
  /** AWS cut it off. */
  truncated: boolean
}

export interface AttemptDetail extends Attempt {
  cause: string | null
  /** Evaluated parameters of the call, or the input of a function or activity. */
  request: Payload
}

/** Everything about one visit that the inspector shows. */
export interface VisitDetail {
  visit: Visit
  input: Payload
  output: Payload
  /** Evaluated parameters of the latest attempt. */
  request: Payload
  /** What the service gave back, before the state shaped it. */
  result: Payload
  /** Variables assigned by this visit, one JSON object; null text when it assigned none. */
  variables: Payload
  failure: { error: string; cause: string | null } | null
  attempts: readonly AttemptDetail[]
  /** Null when the step doesn't call Bedrock. */
  bedrock: BedrockStepView | null
}

const NOTHING: Payload = { text: null, truncated: false }

/** Gathers a visit's data out of the history. Costs O(attempts), nothing is parsed but a Bedrock step's call. */
export function visitDetail(visit: Visit, buffer: HistoryBuffer): VisitDetail {
  const detailsOf = (id: number | null): EventDetails => {
    const event = id === null ? null : buffer.get(id)
    return event ? eventDetails(event) : {}
  }
  const entered = detailsOf(visit.id)
  const exited = detailsOf(visit.exitEventId)
  const attempts = visit.attempts.map((attempt): AttemptDetail => {
    const { cause, error } = attempt.status === 'succeeded' ? {} : detailsOf(attempt.endEventId)
    return {
      ...attempt,
      error: attempt.error ?? error ?? null,
      cause: cause ?? null,
      request: requestOf(detailsOf(attempt.startEventId)),
    }
  })
  const request = attempts.at(-1)?.request ?? NOTHING
  const last = visit.attempts.at(-1)
  const result = last?.status === 'succeeded' ? payload(detailsOf(last.endEventId), 'output') : NOTHING
  return {
    visit,
    input: payload(entered, 'input'),
    output: payload(exited, 'output'),
    request,
    result,
    variables: variablesOf(exited),
    failure: failureOf(visit, detailsOf(visit.failureEventId), exited.output),
    attempts,
    bedrock: bedrockOf(visit, request, result),
  }
}

function payload(details: EventDetails, member: 'input' | 'output'): Payload {
  const data = member === 'input' ? details.inputDetails : details.outputDetails
  return { text: details[member] ?? null, truncated: data?.truncated ?? false }
}

const requestOf = (details: EventDetails): Payload =>
  details.parameters === undefined ? payload(details, 'input') : { text: details.parameters, truncated: false }

/** Each variable's value is JSON text of its own (aws-behaviours: `StateExited.assignedVariables`). */
function variablesOf({ assignedVariables, assignedVariablesDetails }: EventDetails): Payload {
  const entries = Object.entries(assignedVariables ?? {})
  if (entries.length === 0) return NOTHING
  const members = entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`)
  return { text: `{${members.join(',')}}`, truncated: assignedVariablesDetails?.truncated ?? false }
}

function failureOf(visit: Visit, failing: EventDetails, output: string | undefined): VisitDetail['failure'] {
  if (failing.error !== undefined || failing.cause !== undefined) {
    return { error: failing.error ?? '', cause: failing.cause ?? null }
  }
  if (visit.status === 'caught') {
    const caught = parsePayload(output)
    if (isJsonObject(caught) && typeof caught.Error === 'string') {
      return { error: caught.Error, cause: typeof caught.Cause === 'string' ? caught.Cause : null }
    }
  }
  const attempt = visit.attempts.at(-1)
  if (attempt?.error && visit.status !== 'succeeded') return { error: attempt.error, cause: null }
  if (visit.state?.Type === 'Fail' && typeof visit.state.Error === 'string') {
    return { error: visit.state.Error, cause: typeof visit.state.Cause === 'string' ? visit.state.Cause : null }
  }
  return visit.status === 'timed-out' ? { error: 'States.Timeout', cause: null } : null
}

function bedrockOf(visit: Visit, request: Payload, result: Payload): BedrockStepView | null {
  const resource = visit.state?.Type === 'Task' ? visit.state.Resource : null
  if (typeof resource !== 'string' || request.text === null) return null
  return readBedrockStep(resource, parsePayload(request.text), result.text === null ? null : parsePayload(result.text))
}
