import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '@/lib/console/index/data-dir'

let kept: string | undefined

function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * The key that signs sessions: `NEXTAUTH_SECRET`, else one made once and kept in `<data dir>/session-secret`, readable by this user
 * alone, so that sessions outlive a restart. Two processes that start at once agree on the one that was written first.
 */
export function sessionSecret(): string {
  if (process.env.NEXTAUTH_SECRET) return process.env.NEXTAUTH_SECRET
  if (kept) return kept
  const path = join(dataDir(), 'session-secret')
  kept = readKept(path)
  if (!kept) {
    try {
      writeFileSync(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    kept = readKept(path)
  }
  if (!kept) throw new Error(`${path} is empty: delete it and start again`)
  return kept
}
