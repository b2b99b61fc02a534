import type { EventId } from '../records'

/**
 * The event that must be a Standard execution's last (Step Functions service quotas, "Maximum execution history size"): AWS
 * fails the execution with it.
 */
export const MAX_EVENTS = 25_000

/** Thrown when only one event is left; the decision then fails the execution with that one. */
export class HistoryFull extends Error {
  constructor(readonly previousEventId: EventId) {
    super('Only one event is left in this history')
    this.name = 'HistoryFull'
  }
}
