/** A map of bounded size that forgets what was used longest ago. */
export class LruCache<T> {
  private readonly entries = new Map<string, T>()

  constructor(private readonly maxEntries: number) {}

  /** The value of the key, made by `create` when the cache doesn't hold it. What `create` throws is not kept. */
  get(key: string, create: (key: string) => T): T {
    const known = this.entries.get(key)
    if (known !== undefined) {
      this.entries.delete(key)
      this.entries.set(key, known)
      return known
    }
    const made = create(key)
    this.entries.set(key, made)
    if (this.entries.size > this.maxEntries) this.entries.delete(this.entries.keys().next().value as string)
    return made
  }

  get size(): number {
    return this.entries.size
  }
}
