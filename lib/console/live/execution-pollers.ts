import 'server-only'
import { localConnection } from '@/lib/console/aws/connection'
import { sfnClient } from '@/lib/console/aws/sfn-client'
import { ExecutionPoller } from './execution-poller'
import { systemClock } from './live-clock'
import { AWS_PACE, LOCAL_PACE } from './poll-pace'
import { sfnHistory } from './sfn-history'

// Next gives each route its own module instance: the process keeps one poller per execution.
const shared = globalThis as typeof globalThis & { passoPollers?: Map<string, ExecutionPoller> }

const isAws = (endpoint: string) => /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname)

/** The poller of an execution, shared by everyone in this process who watches it. */
export function executionPoller(executionArn: string): ExecutionPoller {
  shared.passoPollers ??= new Map()
  const pollers = shared.passoPollers
  const known = pollers.get(executionArn)
  if (known) return known
  const connection = localConnection()
  const poller: ExecutionPoller = new ExecutionPoller({
    source: sfnHistory(sfnClient(connection), executionArn),
    pace: isAws(connection.endpoint) ? AWS_PACE : LOCAL_PACE,
    clock: systemClock,
    onStopped: () => {
      if (pollers.get(executionArn) === poller) pollers.delete(executionArn)
    },
  })
  pollers.set(executionArn, poller)
  return poller
}
