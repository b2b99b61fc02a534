import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DescribeExecutionCommand, ListStateMachinesCommand } from '@aws-sdk/client-sfn'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callEngine } from './call-engine'
import { sfnClient } from './sfn-client'
import { toConsoleError } from './to-console-error'

let server: Server | undefined

async function answerWith(status: number, body: string, seen: (headers: Record<string, unknown>) => void = () => {}) {
  const listening = createServer((request, response) => {
    seen(request.headers)
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r-1' }).end(body)
  })
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(listening.address() as AddressInfo).port}`
  vi.stubEnv('PASSO_ENGINE_URL', `http://${address}`)
  return address
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  vi.unstubAllEnvs()
})

describe('callEngine through the real client', () => {
  it('gives the answer, and asks with the header that lets Express executions be listed', async () => {
    let headers: Record<string, unknown> = {}
    await answerWith(200, '{"stateMachines":[]}', (seen) => {
      headers = seen
    })
    const result = await callEngine(() => sfnClient().send(new ListStateMachinesCommand({})))
    expect(result.ok && result.value.stateMachines).toEqual([])
    expect(headers['x-passo-express']).toBe('allow')
  })

  it('maps a typed exception to its kind, with message and request id', async () => {
    await answerWith(400, '{"__type":"com.amazonaws.sfn#ExecutionDoesNotExist","message":"Execution Does Not Exist"}')
    const result = await callEngine(() => sfnClient().send(new DescribeExecutionCommand({ executionArn: 'arn:x' })))
    expect(result).toEqual({
      ok: false,
      error: { kind: 'not-found', detail: 'Execution Does Not Exist', requestId: 'r-1', retryable: false },
    })
  })

  it('says that the engine is away, and where it was looked for, when nothing listens there', async () => {
    const address = await answerWith(200, '{}')
    await new Promise((resolve) => server?.close(resolve))
    const result = await callEngine(() => sfnClient().send(new ListStateMachinesCommand({})))
    expect(result).toEqual({
      ok: false,
      error: { kind: 'engine-away', detail: `ECONNREFUSED ${address}`, requestId: null, retryable: true },
    })
  })
})

describe('toConsoleError', () => {
  it('finds the refused connection inside an AggregateError', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:8083'), { code: 'ECONNREFUSED' })
    expect(toConsoleError(new AggregateError([refused])).kind).toBe('engine-away')
  })
  it('keeps the name and message of an error it does not know', () => {
    const error = Object.assign(new Error('boom'), { name: 'InternalServerException', $metadata: { requestId: 'r-2' } })
    expect(toConsoleError(error)).toEqual({
      kind: 'engine-failed',
      detail: 'InternalServerException: boom',
      requestId: 'r-2',
      retryable: true,
    })
  })
  it('survives a thrown thing that is no error', () => {
    expect(toConsoleError(undefined).kind).toBe('engine-failed')
  })
})
