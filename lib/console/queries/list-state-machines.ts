import 'server-only'
import { paginateListStateMachines } from '@aws-sdk/client-sfn'
import { cache } from 'react'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

export interface StateMachineName {
  arn: string
  name: string
  type: 'STANDARD' | 'EXPRESS'
  createdAtMs: number
}

/** The most that is read: beyond it a list isn't how one finds a workflow. */
const MAX_STATE_MACHINES = 5000

/** Every state machine of the engine by name, read once a request. */
export const listStateMachines = cache(
  (): Promise<Result<StateMachineName[], ConsoleError>> =>
    callEngine(async () => {
      const found: StateMachineName[] = []
      for await (const page of paginateListStateMachines({ client: sfnClient(), pageSize: 1000 }, {})) {
        for (const item of page.stateMachines ?? []) {
          found.push({
            arn: item.stateMachineArn ?? '',
            name: item.name ?? '',
            type: item.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
            createdAtMs: item.creationDate?.getTime() ?? 0,
          })
        }
        if (found.length >= MAX_STATE_MACHINES) break
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1))
    }),
)
