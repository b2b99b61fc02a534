/** Throws when an invariant of ours is broken: a programming error, never a user's mistake. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`)
}

/** Makes the compiler prove that every case of a union has been handled. */
export function assertNever(value: never): never {
  throw new Error(`Invariant broken: unexpected case ${JSON.stringify(value)}`)
}
