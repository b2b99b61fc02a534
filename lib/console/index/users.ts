import 'server-only'
import type Database from 'better-sqlite3'

/** A person who may sign in. `role` is checked where it is read: the file may hold one that this version doesn't know. */
export interface UserRow {
  id: string
  name: string
  role: string
}

/** The user of an id, or null. */
export function findUser(database: Database.Database, id: string): UserRow | null {
  const row = database.prepare('SELECT id, name, role FROM users WHERE id = ?').get(id)
  return (row as UserRow | undefined) ?? null
}

/** The administrator who owns this installation, made at the first sign-in. */
export function ensureAdministrator(database: Database.Database, nowMs: number): UserRow {
  database
    .prepare(
      "INSERT INTO users (id, name, role, created_at) VALUES ('admin', 'admin', 'admin', ?) ON CONFLICT DO NOTHING",
    )
    .run(nowMs)
  const user = findUser(database, 'admin')
  if (!user) throw new Error('Invariant broken: the administrator exists after being made')
  return user
}
