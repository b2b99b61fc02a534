import { openDatabase, openMemoryDatabase } from '../journal/open-database'
import { sqliteJournal } from '../journal/sqlite-journal'
import type { Journal } from '../ports/journal'

type Database = ReturnType<typeof openDatabase>

/** The real journal for a test: over the files of a folder, over a database that is open already, or in memory. */
export function testJournal(at?: { folder: string } | { database: Database }): {
  database: Database
  journal: Journal
} {
  const database = !at ? openMemoryDatabase() : 'database' in at ? at.database : openDatabase(at.folder)
  return { database, journal: sqliteJournal(database) }
}
