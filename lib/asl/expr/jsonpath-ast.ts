import type { JsonValue } from '@/lib/shared/json'
import type { PatternMatch } from './pattern/compile-pattern'

/** Where a path starts: `$`, `$$` (the context object), `$name` (a variable) or `@` (the candidate of a filter). */
export type PathRoot =
  | { kind: 'input' }
  | { kind: 'context' }
  | { kind: 'variable'; name: string }
  | { kind: 'candidate' }

export type PathStep =
  | { kind: 'key'; name: string }
  /** Negative counts from the end. */
  | { kind: 'index'; index: number }
  | { kind: 'keys'; names: string[] }
  | { kind: 'indices'; indices: number[] }
  | { kind: 'slice'; from: number | null; to: number | null }
  | { kind: 'wildcard' }
  /** `..`: the next step is applied to the value and to everything in it. */
  | { kind: 'descent' }
  | { kind: 'filter'; condition: FilterNode }
  /** `[(@.length-1)]`: an index counted from the list's length. */
  | { kind: 'fromLength'; offset: number }
  | { kind: 'function'; name: PathFunctionName; args: FilterOperand[] }

export type PathFunctionName =
  | 'length'
  | 'size'
  | 'min'
  | 'max'
  | 'avg'
  | 'stddev'
  | 'sum'
  | 'keys'
  | 'concat'
  | 'append'
  | 'first'
  | 'last'
  | 'index'

export type FilterOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '=~'
  | 'in'
  | 'nin'
  | 'subsetof'
  | 'anyof'
  | 'noneof'
  | 'contains'
  | 'all'
  | 'size'
  | 'empty'

export type FilterOperand =
  | { kind: 'literal'; value: JsonValue }
  | { kind: 'regex'; source: string; matches: PatternMatch }
  | { kind: 'path'; path: PathNode }

export type FilterNode =
  | { kind: 'and'; terms: FilterNode[] }
  | { kind: 'or'; terms: FilterNode[] }
  | { kind: 'not'; term: FilterNode }
  | { kind: 'exists'; path: PathNode }
  | { kind: 'compare'; operator: FilterOperator; left: FilterOperand; right: FilterOperand }

/** A parsed path. */
export interface PathNode {
  root: PathRoot
  steps: PathStep[]
}
