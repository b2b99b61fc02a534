import { parseArn } from '@/lib/shared/arn'

/** What a `modelId` of the Bedrock runtime names. */
export interface ModelId {
  /** As written. */
  text: string
  /** `anthropic.claude-haiku-4-5-20251001-v1:0`; null where the id doesn't tell (application profiles, provisioned models, prompts). */
  foundationModelId: string | null
  /** The geography of a cross-region inference profile: `us`, `eu`, `apac`, `global`, ...; else null. */
  geography: string | null
  /** From an ARN; else null. */
  region: string | null
}

const foundationPattern = /^[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*(?::[a-z0-9-]{1,63}){0,2}$/i
const profilePattern = /^(us-gov|us|eu|apac|global|jp|au|ca|sa|me|af|uk|in)\.(.+)$/
const opaqueResources = [
  'application-inference-profile',
  'provisioned-model',
  'custom-model',
  'custom-model-deployment',
  'imported-model',
  'prompt',
  'prompt-router',
  'default-prompt-router',
]

/**
 * Reads a model id, an inference profile id (`us.`, `eu.`, `apac.`, `global.`, ...) or an ARN of either.
 * Null for text that Bedrock refuses as `The provided model identifier is invalid.`
 * Source: the pattern of `modelId` in the InvokeModel API reference.
 */
export function parseModelId(text: string): ModelId | null {
  if (!text.startsWith('arn:')) return fromName(text, text, null)
  const arn = parseArn(text)
  if (!arn || (arn.service !== 'bedrock' && arn.service !== 'sagemaker')) return null
  const [kind = '', ...rest] = arn.resource.split('/')
  const name = rest.join('/')
  if (name === '') return null
  if (kind === 'foundation-model' || kind === 'inference-profile') return fromName(text, name, arn.region)
  if (opaqueResources.includes(kind) || arn.service === 'sagemaker') {
    return { text, foundationModelId: null, geography: null, region: arn.region }
  }
  return null
}

function fromName(text: string, name: string, region: string | null): ModelId | null {
  const profile = profilePattern.exec(name)
  const foundationModelId = profile?.[2] ?? name
  if (!foundationPattern.test(foundationModelId)) return null
  return { text, foundationModelId, geography: profile?.[1] ?? null, region }
}
