import 'server-only'
import { localConnection } from '@/lib/console/aws/connection'

const TIMEOUT_MS = 1500

export interface ConnectionStatus {
  /** Host and port of the engine. */
  address: string
  reachable: boolean
}

/** Whether the engine answers its health check within 1.5 s. */
export async function connectionStatus(): Promise<ConnectionStatus> {
  const { endpoint } = localConnection()
  const answer = await fetch(`${endpoint}/health`, {
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null)
  return { address: new URL(endpoint).host, reachable: answer?.ok ?? false }
}
