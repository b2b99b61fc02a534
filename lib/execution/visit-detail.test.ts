import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { ExecutionModel } from './execution-model'
import { history, type ScriptLine } from './testing/history-script'
import { visitDetail } from './visit-detail'

const definition = {
  StartAt: 'A',
  States: {
    A: {
      Type: 'Task',
      Resource: 'arn:aws:states:::bedrock:invokeModel',
      Retry: [{ ErrorEquals: ['Busy'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
      Next: 'B',
    },
    B: { Type: 'Fail', Error: 'Told', Cause: 'by the definition' },
  },
}

function detail(lines: ScriptLine[], visit = 0) {
  const model = new ExecutionModel(definition as unknown as StateMachineDefinition)
  model.add(history(lines))
  const found = model.visits[visit]
  if (!found) throw new Error('no such visit')
  return { ...visitDetail(found, model.buffer), model }
}

const body = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 10,
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Which pier?' }],
}
const answer = {
  type: 'message',
  role: 'assistant',
  content: [{ type: 'text', text: 'The north pier.' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 9, output_tokens: 5 },
}
const parameters = JSON.stringify({ ModelId: 'anthropic.claude-3-haiku-20240307-v1:0', Body: body })
const asked: ScriptLine[] = [
  ['ExecutionStarted', { input: '{}' }],
  ['TaskStateEntered', { name: 'A', input: '{"q":1}', inputDetails: { truncated: false } }],
  ['TaskScheduled', { parameters, resource: 'invokeModel', resourceType: 'bedrock' }],
  ['TaskStarted'],
]
const answered: ScriptLine[] = [
  ...asked,
  ['TaskSucceeded', { output: JSON.stringify({ Body: answer, ContentType: 'application/json' }) }],
  ['TaskStateExited', { name: 'A', output: '{"kept":true}', assignedVariables: { n: '3', name: '"pier"' } }],
]

describe('the detail of a visit', () => {
  it('has input, output, request, result and variables as JSON text', () => {
    const { input, output, request, result, variables, failure } = detail(answered)
    expect(input).toEqual({ text: '{"q":1}', truncated: false })
    expect(output.text).toBe('{"kept":true}')
    expect(request.text).toBe(parameters)
    expect(JSON.parse(result.text ?? '')).toMatchObject({ ContentType: 'application/json' })
    expect(JSON.parse(variables.text ?? '')).toEqual({ n: 3, name: 'pier' })
    expect(failure).toBeNull()
  })

  it('reads a Bedrock step as prompt and answer, and counts its tokens into the execution', () => {
    const { bedrock, model } = detail(answered)
    expect(bedrock?.prompt).toMatchObject({ system: 'Be brief.', turns: [{ role: 'user', text: 'Which pier?' }] })
    expect(bedrock?.answer).toMatchObject({ text: 'The north pier.', stopReason: 'end_turn' })
    expect(model.summary().tokens).toBe(14)
    expect([...model.graphStatus().steps.values()][0]?.tokens).toBe(14)
  })

  it('shows the prompt before there is an answer', () => {
    const { bedrock, output } = detail(asked)
    expect(bedrock?.prompt?.turns).toHaveLength(1)
    expect(bedrock?.answer).toBeNull()
    expect(output.text).toBeNull()
  })

  it('gives each attempt its error and cause, and the failure that counts first', () => {
    const { attempts, failure } = detail([
      ...asked,
      ['TaskFailed', { error: 'Busy', cause: 'queue full' }],
      ['TaskScheduled', { parameters: '{"second":true}' }],
      ['TaskFailed', { error: 'Broken', cause: '{"why":1}' }],
      ['TaskStateExited', { name: 'A', output: '{}' }],
    ])
    expect(attempts.map(({ number, error, cause }) => [number, error, cause])).toEqual([
      [1, 'Busy', 'queue full'],
      [2, 'Broken', '{"why":1}'],
    ])
    expect(attempts[1]?.request.text).toBe('{"second":true}')
    expect(failure).toEqual({ error: 'Broken', cause: '{"why":1}' })
  })

  it('does not call a success after a retry a failure', () => {
    const { failure, attempts } = detail([
      ...asked,
      ['TaskFailed', { error: 'Busy' }],
      ['TaskScheduled'],
      ['TaskSucceeded', { output: '{}' }],
      ['TaskStateExited', { name: 'A' }],
    ])
    expect(attempts.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
    expect(failure).toBeNull()
  })

  it('takes error and cause of a Fail state from the definition, and from the end of the execution once it is there', () => {
    const entered: ScriptLine[] = [['ExecutionStarted'], ['FailStateEntered', { name: 'B' }]]
    expect(detail(entered).failure).toEqual({ error: 'Told', cause: 'by the definition' })
    expect(detail([...entered, ['ExecutionFailed', { error: 'Told', cause: 'evaluated' }]]).failure).toEqual({
      error: 'Told',
      cause: 'evaluated',
    })
  })

  it('marks what AWS cut off, and gives null where the history was read without data', () => {
    const cut = detail([
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'A', input: '{"a":', inputDetails: { truncated: true } }],
    ])
    expect(cut.input).toEqual({ text: '{"a":', truncated: true })
    const without = detail([['ExecutionStarted'], ['TaskStateEntered', { name: 'A' }], ['TaskScheduled']])
    expect([without.input.text, without.request.text, without.bedrock]).toEqual([null, null, null])
  })
})
