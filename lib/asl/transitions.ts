import type { JsonLocation } from './json-location'
import type { Catcher, ChoiceRule, State } from './types'

/**
 * A way out of a state. `target` is a state's name in the same scope, present in the document or not; `field` is where the
 * target is written, from the state. Indexes are 0-based.
 */
export type Transition = { target: string; field: JsonLocation } & (
  | { kind: 'next' }
  | { kind: 'choice'; index: number; rule: ChoiceRule }
  | { kind: 'default' }
  | { kind: 'catch'; index: number; catcher: Catcher }
)

/**
 * All transitions out of a state: Next, then a Choice's rules and Default, then catchers, each in document order. States
 * that end (End, Succeed, Fail) have only their catchers. Total: malformed rules are passed over.
 */
export function transitionsOf(state: State): Transition[] {
  const out: Transition[] = []
  if (state.Type === 'Choice') {
    entries(state.Choices).forEach(([index, rule]) => {
      if (typeof rule.Next === 'string') {
        out.push({ kind: 'choice', index, rule, target: rule.Next, field: ['Choices', index, 'Next'] })
      }
    })
    if (typeof state.Default === 'string') out.push({ kind: 'default', target: state.Default, field: ['Default'] })
  } else if (typeof state.Next === 'string' && state.Type !== 'Succeed' && state.Type !== 'Fail') {
    out.push({ kind: 'next', target: state.Next, field: ['Next'] })
  }
  if (state.Type === 'Task' || state.Type === 'Parallel' || state.Type === 'Map') {
    entries(state.Catch).forEach(([index, catcher]) => {
      if (typeof catcher.Next === 'string') {
        out.push({ kind: 'catch', index, catcher, target: catcher.Next, field: ['Catch', index, 'Next'] })
      }
    })
  }
  return out
}

function entries<T extends object>(list: T[] | undefined): [number, T][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown, index): [number, T][] =>
    typeof item === 'object' && item !== null ? [[index, item as T]] : [],
  )
}
