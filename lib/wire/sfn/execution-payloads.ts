import type { ExecutionRecord } from '@/lib/engine/engine'

/** Input, output, error and cause of an execution as the API gives them; what an execution hasn't got is absent. */
export const executionPayloads = ({ input, output, error, cause }: ExecutionRecord) => ({
  input,
  inputDetails: { included: true },
  ...(output !== null && { output, outputDetails: { included: true } }),
  ...(error !== null && { error }),
  ...(cause !== null && { cause }),
})
