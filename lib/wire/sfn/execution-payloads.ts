import type { ExecutionRecord } from '@/lib/engine/engine'

/**
 * Input, output, error and cause of an execution as the API gives them; what an execution hasn't got is absent. Without `included`
 * (METADATA_ONLY) input and output are left out.
 */
export const executionPayloads = ({ input, output, error, cause }: ExecutionRecord, included: boolean) => ({
  ...(included && { input }),
  inputDetails: { included },
  ...(output !== null && { ...(included && { output }), outputDetails: { included } }),
  ...(error !== null && { error }),
  ...(cause !== null && { cause }),
})
