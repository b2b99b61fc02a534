import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import { parseTaskResource } from '../task-resource'
import type { TaskState } from '../types'
import type { Place } from './place'

// Measured on AWS, which checks far more calls than these.
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'lambda:invoke': ['FunctionName'],
  'bedrock:invokeModel': ['ModelId'],
  'sqs:sendMessage': ['QueueUrl', 'MessageBody'],
  'sns:publish': ['Message'],
  'dynamodb:putItem': ['TableName', 'Item'],
  'dynamodb:getItem': ['TableName', 'Key'],
  'states:startExecution': ['StateMachineArn'],
  'events:putEvents': ['Entries'],
  'ecs:runTask': ['TaskDefinition'],
  'glue:startJobRun': ['JobName'],
}

/** An optimized integration needs its Parameters (Arguments in JSONata), with the fields its call can't do without. */
export function checkIntegrationArguments(task: TaskState, place: Place) {
  if (typeof task.Resource !== 'string') return
  const resource = parseTaskResource(task.Resource)
  if (resource.kind !== 'integration' || resource.api !== 'optimized') return
  const { validation, location, language } = place
  const field = language === 'JSONPath' ? 'Parameters' : 'Arguments'
  const given = task[field] as JsonValue | undefined
  if (given === undefined) {
    validation.schema(`${field} field is required for resource ARN: ${task.Resource}`, location)
  } else if (isJsonObject(given)) {
    for (const name of REQUIRED[`${resource.service}:${resource.action}`] ?? []) {
      if (Object.hasOwn(given, name) || (language === 'JSONPath' && Object.hasOwn(given, `${name}.$`))) continue
      validation.schema(`The field '${name}' is required but was missing`, [...location, field])
    }
  }
}
