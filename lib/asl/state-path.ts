declare const brand: unique symbol

/**
 * Where a state stands in its definition, as AWS writes locations in diagnostics: `/States/Ask`,
 * `/States/Fan/Branches[1]/States/Ask`, `/States/Each/ItemProcessor/States/Ask`. Names stand as they are, so a path
 * is an identity and a text for people, not something to split. The root scope is the empty text.
 */
export type StatePath = string & { readonly [brand]: 'StatePath' }

/** A scope's own location: '' for the root, else the state's path and `/Branches[i]`, `/ItemProcessor` or `/Iterator`. */
export type ScopePath = string & { readonly [brand]: 'ScopePath' }

export const ROOT_SCOPE = '' as ScopePath

/** The path of a state in a scope. */
export const statePath = (scope: ScopePath, name: string): StatePath => `${scope}/States/${name}` as StatePath

/** The scope of a Parallel's branch (0-based). */
export const branchScope = (parallel: StatePath, index: number): ScopePath =>
  `${parallel}/Branches[${index}]` as ScopePath

/** The scope of a Map's item processor, under the name the definition uses for it. */
export const itemScope = (map: StatePath, field: 'ItemProcessor' | 'Iterator'): ScopePath =>
  `${map}/${field}` as ScopePath
