import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { consoleError } from '@/lib/shared/console-error'
import { err, ok } from '@/lib/shared/result'
import { startExecution } from './start-execution'

const { authorise, redirect } = vi.hoisted(() => ({ authorise: vi.fn(), redirect: vi.fn() }))
vi.mock('@/lib/auth/authorise', () => ({ authorise }))
vi.mock('next/navigation', () => ({ redirect }))

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders'
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:orders:ord-1'

let server: Server
let asked: { target: string | undefined; body: unknown }[]
let answer: { status: number; body: string }

beforeEach(async () => {
  asked = []
  answer = { status: 200, body: JSON.stringify({ executionArn: EXECUTION, startDate: 1 }) }
  authorise.mockResolvedValue(ok({ id: 'admin', name: 'admin', role: 'admin' }))
  redirect.mockReset()
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push({ target: String(request.headers['x-amz-target']), body: JSON.parse(body) })
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('PASSO_ENGINE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  vi.unstubAllEnvs()
})

const start = (form: Partial<Parameters<typeof startExecution>[0]> = {}) =>
  startExecution({ stateMachineArn: MACHINE, name: 'ord-1', input: '{"n": 1}', ...form })

describe('startExecution', () => {
  it("sends the dialog's name and the input untouched, then goes to the execution's page", async () => {
    await start()
    expect(asked).toEqual([
      {
        target: 'AWSStepFunctions.StartExecution',
        body: { stateMachineArn: MACHINE, name: 'ord-1', input: '{"n": 1}' },
      },
    ])
    expect(redirect).toHaveBeenCalledWith(`/executions/${encodeURIComponent(EXECUTION)}`)
  })

  it('asks the engine for nothing without a session', async () => {
    authorise.mockResolvedValue(err(consoleError('signed-out')))
    expect(await start()).toMatchObject({ ok: false, error: { kind: 'signed-out' } })
    expect(asked).toEqual([])
  })

  it.each([
    ['a name AWS refuses', { name: 'a b' }, 'invalid-name'],
    ['input that is not JSON', { input: '{"n": }' }, 'invalid-input'],
    ['empty input', { input: '' }, 'invalid-input'],
    ['input over 256 KiB counted in bytes, not characters', { input: `"${'é'.repeat(131_072)}"` }, 'too-large'],
    ['a form of another shape', { name: 7 as unknown as string }, 'invalid-input'],
  ])('refuses %s before it reaches the engine', async (_what, form, kind) => {
    expect(await start(form)).toMatchObject({ ok: false, error: { kind } })
    expect(asked).toEqual([])
    expect(redirect).not.toHaveBeenCalled()
  })

  it("comes back with the engine's refusal", async () => {
    answer = { status: 400, body: '{"__type":"ExecutionAlreadyExists","message":"Execution Already Exists"}' }
    expect(await start()).toMatchObject({
      ok: false,
      error: { kind: 'already-exists', detail: 'Execution Already Exists' },
    })
    expect(redirect).not.toHaveBeenCalled()
  })
})
