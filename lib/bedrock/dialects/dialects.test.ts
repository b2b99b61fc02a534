import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/lib/shared/json'
import type { AnswerView } from '../answer-view'
import { dialectOf } from '../dialect-registry'

const answer: AnswerView = {
  text: 'Two boats.',
  stopReason: 'end_turn',
  stopSequence: null,
  inputTokens: 12,
  outputTokens: 3,
  latencyMs: null,
  toolUses: [],
  backend: 'simulated',
}

const claude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const nova = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0'
const llama = 'meta.llama3-3-70b-instruct-v1:0'

function prompt(modelId: string, body: JsonObject) {
  const read = dialectOf(modelId)!.readRequest(body)
  if (!read.ok) throw new Error(read.error)
  return read.value
}

describe('which bodies a model has', () => {
  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic-messages'],
    [claude, 'anthropic-messages'],
    ['global.anthropic.claude-opus-4-5-20251101-v1:0', 'anthropic-messages'],
    [
      'arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0',
      'anthropic-messages',
    ],
    ['amazon.nova-micro-v1:0', 'amazon-nova'],
    ['apac.amazon.nova-lite-v1:0', 'amazon-nova'],
    [nova, 'amazon-nova'],
    ['us.meta.llama4-maverick-17b-instruct-v1:0', 'meta-llama'],
    ['meta.llama3-8b-instruct-v1:0', 'meta-llama'],
  ])('%s speaks %s', (modelId, id) => expect(dialectOf(modelId)?.id).toBe(id))

  it.each([
    'anthropic.claude-v2:1',
    'amazon.nova-canvas-v1:0',
    'amazon.nova-sonic-v1:0',
    'amazon.titan-text-express-v1',
    'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123',
    'not a model',
    '',
  ])('%j has no bodies we know', (modelId) => expect(dialectOf(modelId)).toBeNull())
})

describe('an answer', () => {
  it.each([claude, nova, llama])('of %s is read as it was written', (modelId) => {
    const dialect = dialectOf(modelId)!
    for (const stopReason of ['end_turn', 'max_tokens']) {
      const body = dialect.writeResponse({ ...answer, stopReason }, { foundationModelId: modelId, answerId: 'x1' })
      expect(dialect.readResponse(JSON.parse(JSON.stringify(body)))).toEqual({ ...answer, stopReason })
    }
  })

  it.each([claude, nova, llama])('of %s carries no mark when Bedrock gave it', (modelId) => {
    const body = dialectOf(modelId)!.writeResponse(
      { ...answer, backend: null },
      { foundationModelId: modelId, answerId: 'x' },
    )
    expect(JSON.stringify(body)).not.toContain('passo')
  })

  it.each([claude, nova, llama])('of %s in an unknown shape is no answer', (modelId) => {
    const bodies: JsonObject[] = [{}, { output: 'text' }, { content: 'text' }, { generation: null }]
    for (const body of bodies) {
      expect(dialectOf(modelId)!.readResponse(body)).toBeNull()
    }
  })

  it('of Claude names the tools it wants called', () => {
    const read = dialectOf(claude)!.readResponse({
      content: [
        { type: 'text', text: 'Let me look.' },
        { type: 'tool_use', id: 't', name: 'find_boat', input: {} },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 9, output_tokens: 4 },
    })
    expect(read).toMatchObject({ text: 'Let me look.', toolUses: ['find_boat'], stopReason: 'tool_use', backend: null })
  })
})

describe('Anthropic messages', () => {
  it('are read with system, turns, attachments and parameters', () => {
    const view = prompt(claude, {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 200,
      temperature: 0.2,
      top_k: 40,
      stop_sequences: ['END'],
      system: [
        { type: 'text', text: 'Be kind.' },
        { type: 'text', text: 'Be short.' },
      ],
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] },
        {
          role: 'user',
          content: [
            { type: 'image', source: {} },
            { type: 'text', text: 'What is this?' },
            { type: 'document', title: 'plan.pdf' },
          ],
        },
      ],
    })
    expect(view).toEqual({
      system: 'Be kind.\n\nBe short.',
      turns: [
        { role: 'user', text: 'Hello', attachments: [] },
        { role: 'assistant', text: 'Hi', attachments: [] },
        {
          role: 'user',
          text: 'What is this?',
          attachments: [
            { kind: 'image', name: null },
            { kind: 'document', name: 'plan.pdf' },
          ],
        },
      ],
      parameters: { maxTokens: 200, temperature: 0.2, topP: null, topK: 40, stopSequences: ['END'] },
    })
  })

  it.each([
    [{}, '#: required key [anthropic_version] not found'],
    [{ anthropic_version: 'v', messages: [] }, '#: required key [max_tokens] not found'],
    [{ anthropic_version: 'v', max_tokens: 1 }, '#: required key [messages] not found'],
    [{ anthropic_version: 'v', max_tokens: 1, messages: ['x'] }, '#/messages/0: expected type: JSONObject'],
    [
      { anthropic_version: 'v', max_tokens: 1, messages: [{ role: 'system' }] },
      '#/messages/0/role: expected one of: user, assistant',
    ],
  ])('say what is missing in %j', (body, error) => {
    expect(dialectOf(claude)!.readRequest(body as JsonObject)).toEqual({ ok: false, error })
  })
})

describe('Amazon Nova', () => {
  it.each([
    [{ maxTokens: 10, topP: 0.5, topK: 3, stopSequences: ['x'], temperature: 0 }],
    [{ max_new_tokens: 10, top_p: 0.5, top_k: 3, stop_sequences: ['x'], temperature: 0 }],
  ])('parameters are read in both spellings', (inferenceConfig) => {
    const view = prompt(nova, {
      schemaVersion: 'messages-v1',
      system: [{ text: 'Be kind.' }],
      messages: [{ role: 'user', content: [{ text: 'Hello' }, { image: { format: 'png' } }] }],
      inferenceConfig,
    })
    expect(view).toEqual({
      system: 'Be kind.',
      turns: [{ role: 'user', text: 'Hello', attachments: [{ kind: 'image', name: null }] }],
      parameters: { maxTokens: 10, temperature: 0, topP: 0.5, topK: 3, stopSequences: ['x'] },
    })
  })
})

describe('Meta Llama templates', () => {
  const turns = (text: string) => prompt(llama, { prompt: text })

  it('of version 3 are taken apart, without the empty turn that asks for the answer', () => {
    const text =
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\nBe kind.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|>\n<|start_header_id|>assistant<|end_header_id|>\n'
    expect(turns(text)).toMatchObject({ system: 'Be kind.', turns: [{ role: 'user', text: 'Hello', attachments: [] }] })
    expect(turns(text).turns).toHaveLength(1)
  })

  it('of version 4 are taken apart', () => {
    const text =
      '<|begin_of_text|><|header_start|>user<|header_end|>\n\nHello<|eot|><|header_start|>assistant<|header_end|>'
    expect(turns(text)).toMatchObject({ system: null, turns: [{ role: 'user', text: 'Hello' }] })
  })

  it('of version 2 are taken apart', () => {
    const text = '<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\nHello [/INST] Hi </s><s>[INST] And now? [/INST]'
    expect(turns(text)).toMatchObject({
      system: 'Be kind.',
      turns: [
        { role: 'user', text: 'Hello' },
        { role: 'assistant', text: 'Hi' },
        { role: 'user', text: 'And now?' },
      ],
    })
  })

  it('that are no templates are one user turn', () => {
    expect(turns('Tell me a joke')).toMatchObject({ system: null, turns: [{ role: 'user', text: 'Tell me a joke' }] })
  })
})
