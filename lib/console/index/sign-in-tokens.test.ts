import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './database'
import { consumeSignInToken, TOKEN_LIFETIME_MS } from './sign-in-tokens'

const NOW = Date.UTC(2026, 10, 22)
let directory: string
let database: Database.Database

const offer = (token: string, createdAt = NOW) =>
  writeFileSync(
    join(directory, 'sign-in-token.json'),
    JSON.stringify({
      hash: createHash('sha256').update(token).digest('hex'),
      createdAt: new Date(createdAt).toISOString(),
    }),
  )
const consume = (token: string, nowMs = NOW) => consumeSignInToken(token, { database, directory, nowMs })

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'passo-token-'))
  database = new Database(':memory:')
  migrate(database)
})
afterEach(() => {
  database.close()
  rmSync(directory, { recursive: true })
})

describe('consumeSignInToken', () => {
  it('accepts a token once and says afterwards that it was used', () => {
    offer('secret')
    expect(consume('secret')).toBe('accepted')
    expect(existsSync(join(directory, 'sign-in-token.json'))).toBe(false)
    expect(consume('secret')).toBe('used')
  })
  it('refuses a used token that is put back on offer', () => {
    offer('secret')
    consume('secret')
    offer('secret')
    expect(consume('secret')).toBe('used')
  })
  it('leaves the offer in place when a wrong token is tried', () => {
    offer('secret')
    expect(consume('guess')).toBe('unknown')
    expect(consume('secret')).toBe('accepted')
  })
  it('refuses a link that is older than a day', () => {
    offer('secret', NOW - TOKEN_LIFETIME_MS - 1)
    expect(consume('secret')).toBe('expired')
  })
  it('makes an older link useless when a new one is printed', () => {
    offer('first')
    offer('second')
    expect(consume('first')).toBe('unknown')
    expect(consume('second')).toBe('accepted')
  })
  it('refuses when nothing is on offer, or the file is damaged', () => {
    expect(consume('secret')).toBe('unknown')
    writeFileSync(join(directory, 'sign-in-token.json'), '{"hash":')
    expect(consume('secret')).toBe('unknown')
  })
})
