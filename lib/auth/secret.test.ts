import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let directory: string

const fresh = async () => {
  vi.resetModules()
  return (await import('./secret')).sessionSecret()
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'passo-secret-'))
  vi.stubEnv('PASSO_DATA_DIR', directory)
  vi.stubEnv('NEXTAUTH_SECRET', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true })
})

it('makes a long secret once, readable by this user alone, and gives the same after a restart', async () => {
  const first = await fresh()
  expect(first.length).toBeGreaterThanOrEqual(64)
  expect(statSync(join(directory, 'session-secret')).mode & 0o777).toBe(0o600)
  expect(await fresh()).toBe(first)
  expect(readFileSync(join(directory, 'session-secret'), 'utf8')).toBe(first)
})
it('prefers the one from the environment and then writes none', async () => {
  vi.stubEnv('NEXTAUTH_SECRET', 'from outside')
  expect(await fresh()).toBe('from outside')
  expect(() => statSync(join(directory, 'session-secret'))).toThrow()
})
