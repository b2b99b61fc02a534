import type { HistoryEvent } from '@aws-sdk/client-sfn'
import { type ExecutionEvent, toExecutionEvent } from '../execution-event'

/** One line of a scripted history: the type, then `< id` of the event it follows (the line above when left out), then details. */
export type ScriptLine = [type: string, details?: object, previous?: number]

/** Writes a history the way AWS does: ids from 1, one line every 100 ms, details under the type's own member. */
export function history(lines: readonly ScriptLine[]): ExecutionEvent[] {
  return lines.map(([type, details, previous], position) =>
    toExecutionEvent({
      id: position + 1,
      previousEventId: previous ?? (position === 1 ? 0 : position),
      timestamp: new Date(1_700_000_000_000 + position * 100),
      type,
      ...(details ? { [member(type)]: details } : {}),
    } as HistoryEvent),
  )
}

function member(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`
}
