import { parseModelId } from '@/lib/bedrock/model-id'

const small = /haiku|micro|lite|instant|\b[1-9]b\b|1[0-4]b\b/
const large = /opus|premier|405b|90b|large/

/**
 * How long a call to this model plausibly takes, in milliseconds, 400 to 4,000: a start that grows with the
 * model's size, and a time for each token of the answer. About half of what hosted models take, enough to be watched. `draw` in [0, 1) varies it by up to 10 % either way.
 */
export function simulatedLatencyMs(modelId: string, outputTokens: number, draw: number): number {
  const name = parseModelId(modelId)?.foundationModelId ?? modelId
  const [startMs, tokenMs] = large.test(name) ? [900, 20] : small.test(name) ? [450, 8] : [650, 14]
  const latencyMs = (startMs + tokenMs * outputTokens) * (0.9 + draw * 0.2)
  return Math.round(Math.min(4000, Math.max(400, latencyMs)))
}
