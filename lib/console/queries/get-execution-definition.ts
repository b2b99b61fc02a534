import 'server-only'
import { DescribeStateMachineForExecutionCommand } from '@aws-sdk/client-sfn'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

/** The definition this execution runs, whatever the workflow has become since. */
export function getExecutionDefinition(executionArn: string): Promise<Result<StateMachineDefinition, ConsoleError>> {
  return callEngine(async () => {
    const found = await sfnClient().send(new DescribeStateMachineForExecutionCommand({ executionArn }))
    return JSON.parse(found.definition ?? '{}') as StateMachineDefinition
  })
}
