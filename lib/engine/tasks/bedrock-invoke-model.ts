import type { BedrockRuntimeClient, InvokeModelCommandInput } from '@aws-sdk/client-bedrock-runtime'
import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'
import type { TaskOutcome } from '../core/effects'
import type { TaskRunner } from '../ports/task-runner'
import { bedrockFailure } from './bedrock-failure'
import { missingParameter } from './missing-parameter'
import { parseJsonText } from './parse-json-text'
import { unsupportedParameter } from './unsupported'

const resourcePattern = /^arn:aws[\w-]*:states:[^:]*:[^:]*:bedrock:invokeModel$/

/**
 * The optimized integration `arn:aws:states:::bedrock:invokeModel`: Body is JSON and goes to the model unchecked;
 * the result is `{Body: <parsed response>, ContentType}`.
 * Source: Step Functions guide, "Create and manage Amazon Bedrock"; measured result shape.
 */
export function bedrockInvokeModel(client: () => Promise<BedrockRuntimeClient>): TaskRunner {
  return {
    accepts: (resource) => resourcePattern.test(resource),
    async run({ parameters }, { signal }) {
      const given: JsonObject = isJsonObject(parameters) ? parameters : {}
      if (typeof given.ModelId !== 'string') return missingParameter(parameters, 'ModelId')
      const s3 = ['Input', 'Output'].find((member) => isJsonObject(given[member]))
      if (s3) return unsupportedParameter(`${s3}.S3Uri of bedrock:invokeModel`, 'Amazon S3', 'Give the prompt in Body.')
      if (given.Body === undefined) return missingParameter(parameters, 'Body')
      return invoke(client, inputOf(given.ModelId, given.Body, given), signal)
    },
  }
}

function inputOf(modelId: string, body: JsonValue, given: JsonObject): InvokeModelCommandInput {
  const text = (member: string) => (typeof given[member] === 'string' ? given[member] : undefined)
  return {
    modelId,
    body: Buffer.from(JSON.stringify(body)),
    contentType: text('ContentType') ?? 'application/json',
    accept: text('Accept') ?? 'application/json',
    guardrailIdentifier: text('GuardrailIdentifier'),
    guardrailVersion: text('GuardrailVersion'),
    trace: text('Trace') as InvokeModelCommandInput['trace'],
  }
}

async function invoke(
  client: () => Promise<BedrockRuntimeClient>,
  input: InvokeModelCommandInput,
  abortSignal: AbortSignal,
): Promise<TaskOutcome> {
  const { InvokeModelCommand } = await import('@aws-sdk/client-bedrock-runtime')
  try {
    const response = await (await client()).send(new InvokeModelCommand(input), { abortSignal })
    const body = parseJsonText(Buffer.from(response.body).toString())
    return { ok: true, output: { Body: body, ContentType: response.contentType ?? 'application/json' } }
  } catch (error) {
    return bedrockFailure(error, 'Bedrock')
  }
}
