import { statePath } from '@/lib/asl/state-path'
import type { StateType } from '@/lib/asl/types'
import type { VisitedState } from '@/lib/asl/visited-state'
import type { ExecutionEvent } from './execution-event'
import type { Frame, Visit } from './visit'

/** A visit as it begins. The type comes from the definition, else from the event's own name (`TaskStateEntered`). */
export function newVisit(event: ExecutionEvent, name: string, frame: Frame, visited: VisitedState | null): Visit {
  return {
    id: event.id,
    path: visited?.path ?? statePath(frame.scope, name),
    name,
    type: event.type.replace('StateEntered', '') as StateType,
    state: visited?.state ?? null,
    frame,
    status: 'running',
    number: null,
    ordinal: 1,
    enteredAtMs: event.timestamp,
    endedAtMs: null,
    exitEventId: null,
    attempts: [],
    failureEventId: null,
    retry: null,
    retriesUsed: [],
    tokens: null,
    open: new Set(),
    items: null,
    branches: new Set(),
    version: 0,
  }
}
