import { eventDetails } from './event-details'
import type { ExecutionEvent } from './execution-event'
import type { Visit } from './visit'
import type { VisitTracker } from './visit-tracker'

/** How an event is coloured: what it says about its step. */
export type EventTone = 'neutral' | 'good' | 'bad' | 'time' | 'abort'

/** One line of the event list. */
export interface EventRow {
  id: number
  type: string
  atMs: number
  /** The step it belongs to; null for events of the execution itself. */
  visit: Visit | null
  /** Item of a Map, 0-based, where the event is in one. */
  item: number | null
  /** The one thing worth reading: error, resource, item count. Empty when there is none. */
  detail: string
  tone: EventTone
}

/** The line for an event the tracker has applied. */
export function eventRow(event: ExecutionEvent, tracker: VisitTracker): EventRow {
  const visit = event.type.startsWith('Execution') ? null : tracker.visitOf(event.id)
  return {
    id: event.id,
    type: event.type,
    atMs: event.timestamp,
    visit,
    item: eventDetails(event).index ?? itemOf(visit),
    detail: detailOf(event),
    tone: toneOf(event.type),
  }
}

/** Whether a line matches the filter's text, by type, step or detail; case does not matter, an empty text matches all. */
export function matchesEvent(row: EventRow, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  return [row.type, row.visit?.name ?? '', row.detail, String(row.id)].some((part) =>
    part.toLowerCase().includes(wanted),
  )
}

function itemOf(visit: Visit | null): number | null {
  for (let at = visit; at; at = at.frame.owner) {
    if (at.frame.owner?.type === 'Map') return at.frame.index
  }
  return null
}

function detailOf(event: ExecutionEvent): string {
  const { error, resource, resourceType, length, location } = eventDetails(event)
  if (error) return location ? `${error} (${location})` : error
  if (resource) return resourceType ? `${resourceType}:${resource}` : resource
  return length === undefined ? '' : String(length)
}

function toneOf(type: string): EventTone {
  if (type.endsWith('TimedOut')) return 'time'
  if (type.endsWith('Aborted')) return 'abort'
  if (type.endsWith('Failed')) return 'bad'
  return type.endsWith('Succeeded') ? 'good' : 'neutral'
}
