import { describe, expect, it } from 'vitest'
import type { State } from '@/lib/asl/types'
import { stepFace } from './step-face'

const task = (Resource: string, Parameters: object = {}) => ({ Type: 'Task', Resource, Parameters }) as unknown as State
const face = (state: unknown) => stepFace(state as State)

describe('stepFace', () => {
  it.each([
    [
      'arn:aws:states:::bedrock:invokeModel',
      { ModelId: 'anthropic.claude-haiku-4-5-20251001-v1:0' },
      'Claude Haiku 4.5',
    ],
    ['arn:aws:states:::aws-sdk:bedrockruntime:converse', { 'ModelId.$': '$.model' }, 'Bedrock converse'],
    ['arn:aws:states:::bedrock:invokeModel', { ModelId: '{% $model %}' }, 'Bedrock invokeModel'],
  ])('shows %s with %j in indigo as %s', (resource, parameters, text) => {
    expect(face(task(resource, parameters))).toEqual({
      tile: 'indigo',
      glyph: 'bedrock',
      subtitle: { kind: 'text', text },
    })
  })

  it.each([
    ['arn:aws:states:::lambda:invoke', { FunctionName: 'quote:live' }, 'quote:live'],
    ['arn:aws:states:::lambda:invoke', { FunctionName: 'arn:aws:lambda:eu-west-1:1:function:quote' }, 'quote'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:quote:7', {}, 'quote'],
    ['arn:aws:states:::lambda:invoke', { 'FunctionName.$': '$.name' }, null],
    [`\${QuoteFunction}`, {}, null],
  ])('names the function of %s with %j', (resource, parameters, name) => {
    expect(face(task(resource, parameters))).toMatchObject({ glyph: 'lambda', subtitle: { kind: 'lambda', name } })
  })

  it.each([
    ['arn:aws:states:::dynamodb:getItem', {}, 'database', 'DynamoDB getItem'],
    ['arn:aws:states:::aws-sdk:translate:translateText', {}, 'service', 'Translate translateText'],
    [
      'arn:aws:states:::http:invoke',
      { Method: 'POST', ApiEndpoint: 'https://x.test/v2/replies' },
      'http',
      'POST /v2/replies',
    ],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', {}, 'person', 'SQS sendMessage'],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      { StateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:hand-off' },
      'workflow',
      'hand-off',
    ],
  ])('shows %s as work', (resource, parameters, glyph, text) => {
    expect(face(task(resource, parameters))).toEqual({ tile: 'limestone', glyph, subtitle: { kind: 'text', text } })
  })

  it('shows what steers in basalt, with what it decides by', () => {
    expect(face({ Type: 'Choice', Choices: [{}, {}], Default: 'A' }).subtitle).toEqual({
      kind: 'choice',
      rules: 2,
      hasDefault: true,
    })
    expect(face({ Type: 'Wait', Seconds: 30 }).subtitle).toEqual({ kind: 'waitSeconds', seconds: 30 })
    expect(face({ Type: 'Wait', Timestamp: '{% $states.input.at %}' }).subtitle).toEqual({
      kind: 'waitUntil',
      until: '$states.input.at',
    })
    expect(
      face({ Type: 'Map', MaxConcurrency: 3, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } }),
    ).toEqual({
      tile: 'basalt',
      glyph: 'map',
      subtitle: { kind: 'map', distributed: true, atOnce: 3 },
    })
  })

  it('has a face for anything', () => {
    expect(face({ Type: 'Nonsense' }).subtitle.kind).toBe('unknown')
    expect(face({ Type: 'Task' }).subtitle.kind).toBe('task')
    expect(face({ Type: 'Parallel' }).subtitle).toEqual({ kind: 'parallel', branches: 0 })
    expect(face({ Type: 'Map' }).glyph).toBe('map')
  })
})
