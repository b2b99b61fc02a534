import 'server-only'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { dataDir } from './data-dir'

/** One step a version, in order; a step that was released is never edited. */
const MIGRATIONS = [
  `CREATE TABLE users (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     created_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE sign_in_tokens (
     hash TEXT PRIMARY KEY,
     expires_at INTEGER NOT NULL,
     used_at INTEGER NOT NULL
   ) STRICT;`,
]

/** Brings a database to the newest version; throws when it was written by a newer Passo. */
export function migrate(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > MIGRATIONS.length) {
    throw new Error(`console.db has version ${version}, written by a newer Passo than this one (${MIGRATIONS.length})`)
  }
  MIGRATIONS.slice(version).forEach((step, offset) => {
    database.transaction(() => {
      database.exec(step)
      database.pragma(`user_version = ${version + offset + 1}`)
    })()
  })
}

// Next gives each route its own module instance: the process keeps one connection.
const shared = globalThis as typeof globalThis & { passoConsoleDatabase?: Database.Database }

/** The console's own SQLite database, `<data dir>/console.db`, opened once a process. */
export function consoleDatabase(): Database.Database {
  if (!shared.passoConsoleDatabase) {
    const path = join(dataDir(), 'console.db')
    const database = new Database(path)
    chmodSync(path, 0o600)
    database.pragma('journal_mode = WAL')
    database.pragma('busy_timeout = 2000')
    migrate(database)
    shared.passoConsoleDatabase = database
  }
  return shared.passoConsoleDatabase
}
