import { describe, expect, test } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { ScriptedExecution, type ScriptedExecutionOptions, STARTED_AT_MS } from '../testing/scripted-execution'
import { toHistoryEvent } from './history-event'

const run = (States: StateMachineDefinition['States'], options: ScriptedExecutionOptions = {}) =>
  new ScriptedExecution({ StartAt: Object.keys(States)[0] ?? '', States }, options).run()

const details = { truncated: false }

describe('history events', () => {
  test('a Pass machine, whole', async () => {
    const { history } = await run({ A: { Type: 'Pass', Result: { r: 1 }, End: true } }, { input: { x: [1] } })
    const timestamp = new Date(STARTED_AT_MS)
    expect(history).toStrictEqual([
      {
        timestamp,
        type: 'ExecutionStarted',
        id: 1,
        previousEventId: 0,
        executionStartedEventDetails: {
          input: '{"x":[1]}',
          inputDetails: details,
          roleArn: 'arn:aws:iam::123456789012:role/scripted',
        },
      },
      {
        timestamp,
        type: 'PassStateEntered',
        id: 2,
        previousEventId: 0,
        stateEnteredEventDetails: { name: 'A', input: '{"x":[1]}', inputDetails: details },
      },
      {
        timestamp,
        type: 'PassStateExited',
        id: 3,
        previousEventId: 2,
        stateExitedEventDetails: { name: 'A', output: '{"r":1}', outputDetails: details },
      },
      {
        timestamp,
        type: 'ExecutionSucceeded',
        id: 4,
        previousEventId: 3,
        executionSucceededEventDetails: { output: '{"r":1}', outputDetails: details },
      },
    ])
  })

  test.each([
    ['an optimized integration', 'arn:aws:states:::bedrock:invokeModel', 'invokeModel', 'bedrock'],
    ['an SDK integration', 'arn:aws:states:::aws-sdk:bedrockruntime:converse', 'converse', 'aws-sdk:bedrockruntime'],
    ['a job', 'arn:aws:states:::batch:submitJob.sync', 'submitJob.sync', 'batch'],
    ['a nested execution', 'arn:aws:states:::states:startExecution.sync:2', 'startExecution.sync:2', 'states'],
    ['a callback', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'sendMessage.waitForTaskToken', 'sqs'],
  ])('%s: resource and resourceType', async (_name, Resource, resource, resourceType) => {
    const { history } = await run({ A: { Type: 'Task', Resource, Parameters: { k: 1 }, End: true } })
    expect(history[2]).toMatchObject({
      type: 'TaskScheduled',
      taskScheduledEventDetails: { resource, resourceType, region: 'us-east-1', parameters: '{"k":1}' },
    })
    expect(history[3]).toMatchObject({ type: 'TaskStarted', taskStartedEventDetails: { resource, resourceType } })
  })

  test('a function ARN has events of its own', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'
    const { history, outline } = await run(
      { A: { Type: 'Task', Resource, TimeoutSeconds: 9, End: true } },
      { input: { n: 1 } },
    )
    expect(outline.slice(2, 5)).toStrictEqual([
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionSucceeded',
    ])
    expect(history[2]?.lambdaFunctionScheduledEventDetails).toStrictEqual({
      resource: Resource,
      input: '{"n":1}',
      inputDetails: details,
      timeoutInSeconds: 9,
    })
    expect(history[3]).not.toHaveProperty('lambdaFunctionStartedEventDetails')
    expect(history[4]?.lambdaFunctionSucceededEventDetails).toStrictEqual({ output: '{"n":1}', outputDetails: details })
  })

  test.each([
    ['failed', 'LambdaFunctionFailed'],
    ['startFailed', 'LambdaFunctionStartFailed'],
    ['submitFailed', 'LambdaFunctionScheduleFailed'],
    ['timedOut', 'LambdaFunctionTimedOut'],
  ] as const)('a function that %s', async (stage, type) => {
    const { history } = await run(
      { A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } },
      { tasks: { A: { ok: false, error: 'E', cause: 'c', stage } } },
    )
    const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`
    expect(history[4]).toMatchObject({ type, [field]: { error: 'E', cause: 'c' } })
  })

  test('an activity is scheduled, and starts when a worker takes it', async () => {
    const Resource = 'arn:aws:states:us-east-1:123456789012:activity:paint'
    const execution = await run(
      { A: { Type: 'Task', Resource, HeartbeatSeconds: 60, End: true } },
      { tasks: { A: null } },
    )
    expect(execution.outline[2]).toBe('3<2 ActivityScheduled')
    expect(execution.history[2]?.activityScheduledEventDetails).toStrictEqual({
      resource: Resource,
      input: '{}',
      inputDetails: details,
      heartbeatInSeconds: 60,
    })
    expect(execution.calls[0]?.taskToken).not.toBeNull()
  })

  test('credentials show their role', async () => {
    const { history } = await run(
      {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Credentials: { 'RoleArn.$': '$.role' },
          Parameters: {},
          End: true,
        },
      },
      { input: { role: 'arn:aws:iam::210987654321:role/other' } },
    )
    expect(history[2]?.taskScheduledEventDetails?.taskCredentials).toStrictEqual({
      roleArn: 'arn:aws:iam::210987654321:role/other',
    })
  })

  test('a Fail state without Error or Cause: both keys are absent', async () => {
    const { history } = await run({ A: { Type: 'Fail' } })
    expect(history[2]).toStrictEqual({
      timestamp: new Date(STARTED_AT_MS),
      type: 'ExecutionFailed',
      id: 3,
      previousEventId: 2,
      executionFailedEventDetails: {},
    })
  })

  test('without execution data there are no payloads and no variables', async () => {
    const { records } = await run({ A: { Type: 'Pass', Assign: { v: 1 }, End: true } })
    const events = records.map((record) => toHistoryEvent(record, { includeExecutionData: false }))
    expect(events[1]?.stateEnteredEventDetails).toStrictEqual({ name: 'A' })
    expect(events[2]?.stateExitedEventDetails).toStrictEqual({ name: 'A' })
    expect(JSON.stringify(events)).not.toContain('{}"')
  })

  test('input that is passed on untouched keeps its text, white space and all', async () => {
    const { history } = await run(
      { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Parameters: { 'all.$': '$' }, End: true } },
      { input: [1, 2], inputText: '[1,  2.0]' },
    )
    expect(history[0]?.executionStartedEventDetails?.input).toBe('[1,  2.0]')
    expect(history[1]?.stateEnteredEventDetails?.input).toBe('[1,  2.0]')
    expect(history[2]?.stateExitedEventDetails?.output).toBe('[1,  2.0]')
    expect(history[4]?.stateExitedEventDetails?.output).toBe('{"all":[1,2]}')
  })

  test('bookkeeping is not shown', async () => {
    const { records, history } = await run({ A: { Type: 'Wait', Seconds: 1, End: true } })
    expect(records.map((record) => record.type)).toContain('waitStarted')
    expect(history.map((event) => event.type)).not.toContain('waitStarted')
  })
})
