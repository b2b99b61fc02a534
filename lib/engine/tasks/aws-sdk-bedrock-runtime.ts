import type { BedrockRuntimeClient, ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'
import { toApiCasing, toTaskCasing } from '@/lib/bedrock/task-casing'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'
import type { TaskRunner } from '../ports/task-runner'
import { bedrockFailure } from './bedrock-failure'
import { missingParameter } from './missing-parameter'

const resourcePattern = /^arn:aws[\w-]*:states:[^:]*:[^:]*:aws-sdk:bedrockruntime:(converse|invokeModel)$/

/**
 * The AWS SDK integrations `aws-sdk:bedrockruntime:converse` and `:invokeModel`. Parameters and result are in PascalCase;
 * invokeModel's Body is text both ways (JSON given as an object is written out).
 * Source: Step Functions guide, "AWS SDK service integrations"; measured behaviour of converse.
 */
export function awsSdkBedrockRuntime(client: () => Promise<BedrockRuntimeClient>): TaskRunner {
  return {
    accepts: (resource) => resourcePattern.test(resource),
    async run({ resource, parameters }, { signal }) {
      const given: JsonObject = isJsonObject(parameters) ? parameters : {}
      if (typeof given.ModelId !== 'string') return missingParameter(parameters, 'ModelId')
      const call = resource.endsWith(':converse') ? converse : invokeModel
      try {
        return { ok: true, output: await call(await client(), given, signal) }
      } catch (error) {
        return bedrockFailure(error, 'BedrockRuntime')
      }
    },
  }
}

async function converse(client: BedrockRuntimeClient, given: JsonObject, abortSignal: AbortSignal): Promise<JsonValue> {
  const { ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime')
  // The API checks the members: what a user wrote wrong is answered by Bedrock's own message.
  const input = withBytes(toApiCasing(given)) as unknown as ConverseCommandInput
  const { $metadata: _, ...response } = await client.send(new ConverseCommand(input), { abortSignal })
  return toTaskCasing(JSON.parse(JSON.stringify(response)) as JsonValue)
}

async function invokeModel(
  client: BedrockRuntimeClient,
  given: JsonObject,
  abortSignal: AbortSignal,
): Promise<JsonValue> {
  const { InvokeModelCommand } = await import('@aws-sdk/client-bedrock-runtime')
  const input = toApiCasing(given) as JsonObject
  const body = typeof given.Body === 'string' ? given.Body : JSON.stringify(given.Body ?? {})
  const { body: answer, contentType } = await client.send(
    new InvokeModelCommand({ ...input, modelId: String(given.ModelId), body: Buffer.from(body) }),
    { abortSignal },
  )
  return { Body: Buffer.from(answer).toString(), ContentType: contentType ?? 'application/json' }
}

type WithBytes = JsonValue | Uint8Array | WithBytes[] | { [key: string]: WithBytes }

/** Images and documents stand in a workflow as base64 text in `Source.Bytes`; the SDK wants bytes. */
function withBytes(value: JsonValue): WithBytes {
  if (Array.isArray(value)) return value.map(withBytes)
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(([key, member]): [string, WithBytes] => {
    if (key === 'source' && isJsonObject(member) && typeof member.bytes === 'string') {
      return [key, { ...member, bytes: Buffer.from(member.bytes, 'base64') }]
    }
    return [key, withBytes(member)]
  })
  return Object.fromEntries(entries)
}
