import { JournalError } from './journal-error'

/** Turns an error of SQLite into a `JournalError` with a line that helps; gives anything else back as it came. */
export function explainSqliteError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const explain = explanations.find(([pattern]) => pattern.test(code))
  if (!explain) return error
  const [, problem, text] = explain
  return new JournalError(problem, `${text(path)} (${code})`, { cause: error })
}

const explanations: readonly [RegExp, JournalError['problem'], (path: string) => string][] = [
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, 'in-use', (path) => `The journal ${path} is in use by another process`],
  [/^SQLITE_FULL/, 'disk-full', (path) => `No space is left on the disk of the journal ${path}: free some and go on`],
  [
    /^SQLITE_CORRUPT|^SQLITE_NOTADB/,
    'damaged',
    (path) => `The journal ${path} is damaged: restore it from a copy, or move it away to begin with an empty one`,
  ],
  [
    /^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM|^SQLITE_IOERR/,
    'not-writable',
    (path) => `The journal ${path} can't be read or written: check the disk and the permissions of its folder`,
  ],
]
