/** A regular expression as far as it says which texts match as a whole: groups capture nothing, and greed makes no difference. */
export type PatternNode =
  /** One character; `source` is the atom as written: `a`, `.`, `[^b-d]`, `\d`. */
  | { kind: 'character'; source: string }
  | { kind: 'assertion'; source: '^' | '$' | '\\b' | '\\B' }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  /** `most` is null when there is no bound. */
  | { kind: 'repeat'; part: PatternNode; least: number; most: number | null }
