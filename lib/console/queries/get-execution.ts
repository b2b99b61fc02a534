import 'server-only'
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ExecutionDescription } from '@/lib/execution/execution-description'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

const EXPRESS_ARN = /^arn:[^:]+:states:[^:]*:[^:]*:express:/

/** An execution as it stands. `not-found` for an unknown or malformed ARN. */
export function getExecution(executionArn: string): Promise<Result<ExecutionDescription, ConsoleError>> {
  return callEngine(async () => {
    const found = await sfnClient().send(new DescribeExecutionCommand({ executionArn }))
    const stateMachineArn = found.stateMachineArn ?? ''
    return {
      arn: executionArn,
      name: found.name ?? executionArn,
      stateMachineArn,
      workflow: stateMachineArn.split(':')[6] ?? stateMachineArn,
      express: EXPRESS_ARN.test(executionArn),
      status: found.status ?? 'RUNNING',
      startedAtMs: found.startDate?.getTime() ?? 0,
      stoppedAtMs: found.stopDate?.getTime() ?? null,
      input: found.input ?? null,
      output: found.output ?? null,
      error: found.error ?? null,
      cause: found.cause ?? null,
    }
  })
}
