import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes a one-time sign-in link. Only the token's hash is kept (readable by this user alone); the console deletes it at first use.
 * A link that an earlier start printed stops working.
 */
export function createSignInLink(dataDir, consoleUrl) {
  const token = randomBytes(24).toString('base64url')
  const hash = createHash('sha256').update(token).digest('hex')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(join(dataDir, 'sign-in-token.json'), JSON.stringify({ hash, createdAt: new Date().toISOString() }), {
    mode: 0o600,
  })
  return `${consoleUrl}/sign-in?token=${token}`
}
