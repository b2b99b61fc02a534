import { connectionStatus } from '@/lib/console/queries/connection-status'

/** Whether the console is up, and whether it reaches its engine. Needs no session: it tells nothing else. */
export async function GET() {
  const { reachable } = await connectionStatus()
  return Response.json(
    { status: 'ready', version: process.env.PASSO_VERSION ?? 'development', engine: { reachable } },
    { headers: { 'cache-control': 'no-store' } },
  )
}
