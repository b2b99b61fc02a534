import 'server-only'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

/** The data directory (`PASSO_DATA_DIR`, default `.passo` under the working folder), made for this user alone when missing. */
export function dataDir(): string {
  // The bundler would otherwise take the whole project for a file that may be read here.
  const path = resolve(/* turbopackIgnore: true */ process.env.PASSO_DATA_DIR || '.passo')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}
