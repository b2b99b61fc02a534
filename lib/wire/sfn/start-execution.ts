import { epochSeconds } from './epoch-seconds'
import { operation } from './operation'
import { requireArn } from './require-arn'
import { startRequest } from './start-request'

export const startExecution = operation({
  input: startRequest,
  async run(request, { engine }) {
    requireArn(request.stateMachineArn, 'stateMachine')
    const execution = await engine.startExecution(request)
    return { executionArn: execution.arn, startDate: epochSeconds(execution.startedAtMs) }
  },
})
