import type { RouteKind } from '@/lib/graph/graph-model'

/** How a route is drawn: by its kind in design mode, by whether it was walked in an execution. */
export type RouteLook =
  | 'design'
  | 'default'
  | 'catch'
  | 'loop'
  | 'off'
  | 'walked'
  | 'walked-catch'
  | 'walked-loop'
  | 'live'

interface RouteState {
  kind: RouteKind
  loop: boolean
  inExecution: boolean
  walked: boolean
  /** The state it leads to is running or retrying now. */
  live: boolean
}

/** Picks the look of a route. The head that the engine walks now is live; a walked catch keeps its dash, a walked loop its colour. */
export function routeLook({ kind, loop, inExecution, walked, live }: RouteState): RouteLook {
  if (inExecution) {
    if (!walked) return 'off'
    if (kind === 'catch') return 'walked-catch'
    if (live) return 'live'
    return loop ? 'walked-loop' : 'walked'
  }
  if (kind === 'catch') return 'catch'
  if (loop) return 'loop'
  return kind === 'default' ? 'default' : 'design'
}
