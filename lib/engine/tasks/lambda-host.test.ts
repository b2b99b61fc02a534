import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { ToHost } from './lambda/host-protocol'

const folder = mkdtempSync(join(tmpdir(), 'passo-host-'))
const settings = { timeoutMs: 60_000, loadTimeoutMs: 10_000, memoryMb: 64, maxWorkers: 2, idleMs: 60_000 }
let host: ChildProcess

beforeEach(() => {
  host = fork(fileURLToPath(new URL('./lambda-host.ts', import.meta.url)), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
})
afterAll(() => {
  host.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function invoke(name: string, source: string): void {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, source)
  const message: ToHost = {
    type: 'invoke',
    fn: { name, file, root: folder, stamp: '1' },
    call: { requestId: name, event: '{}', invokedFunctionArn: 'arn' },
  }
  host.send(message)
}

describe('the process of local functions', () => {
  it('leaves when the engine is gone, even in the middle of an endless function', async () => {
    invoke('endless', 'console.log("begun"); export const handler = () => { while (true); }')
    await once(host, 'message')
    host.disconnect()
    expect(await once(host, 'exit')).toEqual([0, null])
  })

  it('goes on when the terminal interrupts its whole group, so that calls in flight finish', async () => {
    invoke(
      'patient',
      'console.log("begun"); export const handler = () => new Promise((r) => setTimeout(() => r("done"), 50))',
    )
    await once(host, 'message')
    host.kill('SIGINT')
    host.kill('SIGTERM')
    const [answer] = await once(host, 'message')
    expect(answer).toMatchObject({ type: 'outcome', outcome: { ok: true, payload: '"done"' } })
  })
})
