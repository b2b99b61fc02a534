import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'

export interface BedrockClientOptions {
  /** URL of the Bedrock runtime: the engine's own, or another's. A function when it is known only once the engine listens. */
  endpoint: string | (() => string)
  region: string
}

const loopback = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/

/**
 * Gives the client for an endpoint, made at the first call. It speaks HTTP/1.1 (the SDK's default here is HTTP/2),
 * never retries by itself (that is the state machine's business), and signs with made-up keys for loopback only.
 */
export function bedrockClientFor(options: BedrockClientOptions): () => Promise<BedrockRuntimeClient> {
  let client: Promise<BedrockRuntimeClient> | null = null
  return () => {
    client ??= createClient(options)
    return client
  }
}

async function createClient({ endpoint, region }: BedrockClientOptions): Promise<BedrockRuntimeClient> {
  const [{ BedrockRuntimeClient }, { NodeHttpHandler }, { Agent }] = await Promise.all([
    import('@aws-sdk/client-bedrock-runtime'),
    import('@smithy/node-http-handler'),
    import('node:http'),
  ])
  const url = typeof endpoint === 'string' ? endpoint : endpoint()
  return new BedrockRuntimeClient({
    endpoint: url,
    region,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 5_000,
      httpAgent: new Agent({ keepAlive: true, maxSockets: 256 }),
    }),
    ...(loopback.test(url) ? { credentials: { accessKeyId: 'passo', secretAccessKey: 'passo' } } : {}),
  })
}
