/** Refuses a record that cannot follow the ones before it. */
export function broken(what: string): never {
  throw new Error(`Invariant broken: ${what}`)
}
