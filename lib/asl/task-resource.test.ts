import { expect, test } from 'vitest'
import { parseTaskResource } from './task-resource'

test.each([
  ['arn:aws:states:::lambda:invoke', 'optimized', 'lambda', 'invoke', 'request-response'],
  ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'optimized', 'sqs', 'sendMessage', 'wait-for-task-token'],
  ['arn:aws-cn:states:::states:startExecution.sync:2', 'optimized', 'states', 'startExecution', 'sync:2'],
  ['arn:aws:states:::emr-containers:startJobRun.sync', 'optimized', 'emr-containers', 'startJobRun', 'sync'],
  ['arn:aws:states:::aws-sdk:bedrockruntime:converse', 'aws-sdk', 'bedrockruntime', 'converse', 'request-response'],
  ['arn:aws:states:us-east-1:111122223333:http:invoke', 'optimized', 'http', 'invoke', 'request-response'],
])('%s is an integration', (resource, api, service, action, pattern) => {
  expect(parseTaskResource(resource)).toEqual({ kind: 'integration', api, service, action, pattern })
})

test('a function ARN keeps its qualifier apart', () => {
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:charge:live'
  expect(parseTaskResource(arn)).toEqual({ kind: 'lambda', arn, functionName: 'charge', qualifier: 'live' })
  expect(parseTaskResource(arn.slice(0, -5))).toMatchObject({ functionName: 'charge', qualifier: null })
})

test('an activity keeps its name whole', () => {
  const arn = 'arn:aws:states:us-east-1:111122223333:activity:review'
  expect(parseTaskResource(arn)).toEqual({ kind: 'activity', arn, activityName: 'review' })
})

test.each([
  'Function',
  '',
  'lambda',
  'arn:aws:s3:::bucket',
  'arn:aws:states:::lambda',
  'arn:aws:states:::sqs:sendMessage.later',
])('%j is unknown', (resource) => {
  expect(parseTaskResource(resource)).toEqual({ kind: 'unknown', text: resource })
})
