/** Chance as the runtime sees it, so that tests repeat. What is drawn ends up in records: a replay never draws again. */
export interface Entropy {
  /** Uniform in [0, 1). */
  random(): number
  /** A version 4 UUID. */
  uuid(): string
}
