import { parseModelId } from '@/lib/bedrock/model-id'

const small = /haiku|micro|lite|instant|\b[1-9]b\b|1[0-4]b\b/
const large = /opus|premier|405b|90b|large/

/**
 * How long a call to this model plausibly takes, in milliseconds, 250 to 1,200: a start that grows with the
 * model's size, and a time for each token of the answer. `draw` in [0, 1) varies it by up to 10 % either way.
 */
export function simulatedLatencyMs(modelId: string, outputTokens: number, draw: number): number {
  const name = parseModelId(modelId)?.foundationModelId ?? modelId
  const [startMs, tokenMs] = large.test(name) ? [480, 4] : small.test(name) ? [220, 1.5] : [340, 2.5]
  const latencyMs = (startMs + tokenMs * outputTokens) * (0.9 + draw * 0.2)
  return Math.round(Math.min(1200, Math.max(250, latencyMs)))
}
