import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'

/** How long a printed link works: a day. */
export const TOKEN_LIFETIME_MS = 24 * 3_600_000

const FILE = 'sign-in-token.json'
const OFFER = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), createdAt: z.coerce.date() })

export type TokenOutcome = 'accepted' | 'used' | 'expired' | 'unknown'

/** The link on offer: the launcher writes its hash to `<directory>/sign-in-token.json`; null when there is none. */
function readOffer(directory: string) {
  try {
    return OFFER.parse(JSON.parse(readFileSync(join(directory, FILE), 'utf8')))
  } catch {
    return null
  }
}

/** Takes the file away before anything else happens; false when another request has taken it first. */
function take(directory: string, hash: string): boolean {
  const taken = join(directory, `${FILE}.${hash.slice(0, 16)}.used`)
  try {
    renameSync(join(directory, FILE), taken)
  } catch {
    return false
  }
  rmSync(taken, { force: true })
  return true
}

/**
 * Uses a one-time sign-in token. Exactly one caller ever gets `accepted` for a token, also when two ask at once and across restarts.
 * A token that was never offered is `unknown`; whether a hash matches is compared in constant time.
 */
export function consumeSignInToken(
  token: string,
  options: { database: Database.Database; directory: string; nowMs: number },
): TokenOutcome {
  const { database, directory, nowMs } = options
  const hash = createHash('sha256').update(token).digest('hex')
  if (database.prepare('SELECT 1 FROM sign_in_tokens WHERE hash = ?').get(hash)) return 'used'
  const offer = readOffer(directory)
  if (!offer || !timingSafeEqual(Buffer.from(offer.hash), Buffer.from(hash))) return 'unknown'
  const expiresAt = offer.createdAt.getTime() + TOKEN_LIFETIME_MS
  if (nowMs > expiresAt) return 'expired'
  if (!take(directory, hash)) return 'used'
  const kept = database
    .prepare('INSERT INTO sign_in_tokens (hash, expires_at, used_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(hash, expiresAt, nowMs)
  return kept.changes === 1 ? 'accepted' : 'used'
}
