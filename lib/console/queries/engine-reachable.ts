import 'server-only'
import { localConnection } from '@/lib/console/aws/connection'

const TIMEOUT_MS = 1500

/** Whether the engine answers its health check within 1.5 s. */
export async function engineReachable(): Promise<boolean> {
  try {
    const answer = await fetch(`${localConnection().endpoint}/health`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return answer.ok
  } catch {
    return false
  }
}
