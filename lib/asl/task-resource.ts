import { parseArn } from '@/lib/shared/arn'

/**
 * How a service integration answers: with the call's response, when the job it started is done (`sync`; `sync:2` gives
 * parsed JSON for nested executions), or when someone sends the task token back.
 */
export type IntegrationPattern = 'request-response' | 'sync' | 'sync:2' | 'wait-for-task-token'

/** What a Task's Resource names. */
export type TaskResource =
  | {
      kind: 'integration'
      /** `optimized` integrations shape their results; `aws-sdk` ones are the plain API call. */
      api: 'optimized' | 'aws-sdk'
      /** As written: `lambda`, `bedrock`, or for aws-sdk the SDK's service name, `bedrockruntime`. */
      service: string
      /** As written, camelCase: `invoke`, `converse`. */
      action: string
      pattern: IntegrationPattern
    }
  | { kind: 'lambda'; arn: string; functionName: string; qualifier: string | null }
  | { kind: 'activity'; arn: string; activityName: string }
  | { kind: 'unknown'; text: string }

const PATTERNS: Record<string, IntegrationPattern> = {
  sync: 'sync',
  'sync:2': 'sync:2',
  waitForTaskToken: 'wait-for-task-token',
}

const INTEGRATION = /^(?:(aws-sdk):)?([A-Za-z0-9-]+):([A-Za-z0-9]+)(?:\.(.+))?$/

/**
 * Reads a Task's Resource (ASL spec, "Task"; Step Functions developer guide, "Integrating services"). Text in none of the
 * known forms, a deployment placeholder say, is `unknown`. Whether the service and action exist isn't asked here.
 */
export function parseTaskResource(resource: string): TaskResource {
  const unknown: TaskResource = { kind: 'unknown', text: resource }
  const arn = parseArn(resource)
  if (!arn) return unknown
  if (arn.service === 'lambda') {
    const [type, functionName, qualifier = null] = arn.resource.split(':')
    return type === 'function' && functionName ? { kind: 'lambda', arn: resource, functionName, qualifier } : unknown
  }
  if (arn.service !== 'states') return unknown
  if (arn.resource.startsWith('activity:')) {
    return { kind: 'activity', arn: resource, activityName: arn.resource.slice('activity:'.length) }
  }
  const match = INTEGRATION.exec(arn.resource)
  if (!match) return unknown
  const [, sdk, service = '', action = '', suffix] = match
  const pattern = suffix === undefined ? 'request-response' : PATTERNS[suffix]
  if (!pattern) return unknown
  return { kind: 'integration', api: sdk ? 'aws-sdk' : 'optimized', service, action, pattern }
}
