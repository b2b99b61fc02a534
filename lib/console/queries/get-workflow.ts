import 'server-only'
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn'
import { cache } from 'react'
import { aboutText } from '@/lib/asl/about-text'
import { callEngine } from '@/lib/console/aws/call-engine'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import type { ConsoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

export interface Workflow {
  arn: string
  name: string
  type: 'STANDARD' | 'EXPRESS'
  /** The definition's text as it was saved. */
  definition: string
  /** What the definition says about itself in its Comment. */
  about: string | null
  createdAtMs: number
  revisionId: string | null
}

function aboutOf(definition: string | undefined): string | null {
  try {
    return aboutText(JSON.parse(definition ?? '{}')?.Comment)
  } catch {
    return null
  }
}

/** A state machine with its definition; `not-found` when there is none of that ARN. */
export const getWorkflow = cache(
  (stateMachineArn: string): Promise<Result<Workflow, ConsoleError>> =>
    callEngine(async () => {
      const found = await sfnClient().send(new DescribeStateMachineCommand({ stateMachineArn }))
      return {
        arn: found.stateMachineArn ?? stateMachineArn,
        name: found.name ?? '',
        type: found.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
        definition: found.definition ?? '{}',
        about: aboutOf(found.definition),
        createdAtMs: found.creationDate?.getTime() ?? 0,
        revisionId: found.revisionId ?? null,
      }
    }),
)
