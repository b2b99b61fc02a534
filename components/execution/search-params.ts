import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'

export const PANELS = ['timeline', 'events'] as const
export type Panel = (typeof PANELS)[number]

export const PAYLOADS = ['input', 'output', 'variables', 'request'] as const
export type PayloadTab = (typeof PAYLOADS)[number]

/** What the address of an execution page keeps: selection and tabs, so that the URL alone restores the view. */
export const executionSearchParams = {
  /** The selected step's state path. */
  step: parseAsString,
  /** Which of its visits: the id of its StateEntered event; the one that needs looking at when left out. */
  visit: parseAsInteger,
  panel: parseAsStringLiteral(PANELS).withDefault('timeline'),
  data: parseAsStringLiteral(PAYLOADS),
  /** The selected line of the event list. */
  event: parseAsInteger,
}
