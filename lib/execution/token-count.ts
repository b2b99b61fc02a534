import { bedrockOperation, readBedrockStep } from '@/lib/bedrock/bedrock-step'
import { eventDetails } from './event-details'
import type { HistoryBuffer } from './history-buffer'
import { parsePayload } from './parse-payload'
import type { TokenCounter } from './visit-tracker'

/** Counts input and output tokens of Bedrock tasks by what the model reported; null for other tasks and unknown bodies. */
export function tokenCounter(buffer: HistoryBuffer): TokenCounter {
  return (visit, scheduledId, succeeded) => {
    const resource = visit.state?.Type === 'Task' ? visit.state.Resource : ''
    if (typeof resource !== 'string' || !bedrockOperation(resource)) return null
    const scheduled = buffer.get(scheduledId)
    const parameters = parsePayload(scheduled ? eventDetails(scheduled).parameters : null)
    const answer = readBedrockStep(resource, parameters, parsePayload(eventDetails(succeeded).output))?.answer
    if (!answer || (answer.inputTokens === null && answer.outputTokens === null)) return null
    return (answer.inputTokens ?? 0) + (answer.outputTokens ?? 0)
  }
}
