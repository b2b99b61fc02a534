import { describe, expect, it } from 'vitest'
import { modelName, providerName } from './model-catalogue'
import { parseModelId } from './model-id'

describe('names of models', () => {
  it.each([
    ['anthropic.claude-haiku-4-5-20251001-v1:0', 'Claude Haiku 4.5', 'Anthropic'],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'Claude Sonnet 4', 'Anthropic'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'Claude 3 Haiku', 'Anthropic'],
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'Claude 3.5 Sonnet', 'Anthropic'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'Claude 3.5 Sonnet v2', 'Anthropic'],
    ['global.anthropic.claude-opus-4-8', 'Claude Opus 4.8', 'Anthropic'],
    ['amazon.nova-pro-v1:0', 'Nova Pro', 'Amazon'],
    ['us.amazon.nova-2-lite-v1:0', 'Nova 2 Lite', 'Amazon'],
    ['meta.llama3-8b-instruct-v1:0', 'Llama 3 8B', 'Meta'],
    ['us.meta.llama3-3-70b-instruct-v1:0', 'Llama 3.3 70B', 'Meta'],
    ['meta.llama4-maverick-17b-instruct-v1:0', 'Llama 4 Maverick 17B', 'Meta'],
    ['openai.gpt-oss-120b-1:0', 'GPT OSS 120B 1', 'OpenAI'],
    ['deepseek.r1-v1:0', 'R1', 'DeepSeek'],
    ['somebody.new-model-9-v1:0', 'New Model 9', 'Somebody'],
  ])('%s is %s of %s', (modelId, name, provider) => {
    expect([modelName(modelId), providerName(modelId)]).toEqual([name, provider])
  })

  it('fall back to what is written where the id does not tell', () => {
    expect(modelName('arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/team-a')).toBe('team-a')
    expect(modelName('no model at all')).toBe('no model at all')
    expect(modelName('')).toBe('')
  })
})

describe('model ids', () => {
  it('say geography and region', () => {
    expect(
      parseModelId('arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-pro-v1:0'),
    ).toMatchObject({
      foundationModelId: 'amazon.nova-pro-v1:0',
      geography: 'eu',
      region: 'eu-west-1',
    })
  })

  it.each([
    '',
    ' ',
    'claude',
    'a b.c',
    'amazon.',
    'arn:aws:s3:::bucket',
    'arn:aws:bedrock:us-east-1::foundation-model/',
    'amazon.nova/../x',
  ])('%j is none', (text) => expect(parseModelId(text)).toBeNull())
})
