import { simulatedBackend } from '@/lib/models/simulated/simulated-backend'
import { timerDelay } from '@/lib/models/timer-delay'
import { createBedrockHandler } from '@/lib/wire/bedrock/handler'

/** The engine's own Bedrock endpoint, answered by the simulated models. */
export const simulatedBedrock = (latencyScale: number) =>
  createBedrockHandler({ backend: simulatedBackend({ delay: timerDelay, latencyScale }) })
