import 'server-only'
import { SFNClient } from '@aws-sdk/client-sfn'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { type Connection, localConnection } from './connection'

const CONNECT_TIMEOUT_MS = 3000
const REQUEST_TIMEOUT_MS = 30_000

const clients = new Map<string, SFNClient>()

function makeClient(connection: Connection): SFNClient {
  const client = new SFNClient({
    endpoint: connection.endpoint,
    region: connection.region,
    // The local engine takes any signature; AWS connections bring their own credentials.
    credentials: { accessKeyId: 'passo', secretAccessKey: 'passo' },
    disableHostPrefix: true,
    maxAttempts: 2,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
    }),
  })
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string> }
      // AWS refuses to list or describe Express executions; the local engine keeps them for whoever asks by this header.
      request.headers['x-passo-express'] = 'allow'
      return next(args)
    },
    { step: 'build', name: 'passoExpress' },
  )
  return client
}

/** The Step Functions client of a connection; one per engine, with its open connections. */
export function sfnClient(connection: Connection = localConnection()): SFNClient {
  const key = `${connection.endpoint} ${connection.region}`
  let client = clients.get(key)
  if (!client) {
    client = makeClient(connection)
    clients.set(key, client)
  }
  return client
}
