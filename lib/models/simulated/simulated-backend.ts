import type { Delay, ModelBackend, ModelReply, ModelRequest } from '../model-backend'
import { composeAnswer } from './compose-answer'
import { simulatedLatencyMs } from './latency'
import { seededRandom } from './seeded-random'
import { stopText } from './stop'
import { countPromptTokens, countTokens } from './token-count'

export interface SimulatedBackendOptions {
  delay: Delay
  /** Multiplies the waiting time of each answer; 0 answers at once, the default is 1. The reported latency scales too. */
  latencyScale?: number
}

/**
 * A backend without a model: the same request gets the same answer, in the form the prompt asks for, after a plausible time.
 * Nothing in it understands anything; its use is to make workflows run, offline and for nothing.
 */
export function simulatedBackend({ delay, latencyScale = 1 }: SimulatedBackendOptions): ModelBackend {
  return {
    name: 'simulated',
    async ask(request, signal) {
      const reply = answer(request, latencyScale)
      if (reply.ok && reply.answer.latencyMs) await delay(reply.answer.latencyMs, signal)
      return reply
    },
  }
}

function answer({ modelId, prompt }: ModelRequest, latencyScale: number): ModelReply {
  const random = seededRandom(JSON.stringify([modelId, prompt]))
  const stopped = stopText(composeAnswer(prompt, random), prompt.parameters)
  const outputTokens = countTokens(stopped.text)
  return {
    ok: true,
    answer: {
      ...stopped,
      inputTokens: countPromptTokens(prompt),
      outputTokens,
      latencyMs: Math.round(simulatedLatencyMs(modelId, outputTokens, random.next()) * latencyScale),
      toolUses: [],
      backend: 'simulated',
    },
  }
}
