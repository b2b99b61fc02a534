/**
 * One fact of the journal: an AWS history event in compact form, or bookkeeping that AWS does not show.
 * Plain JSON data. Payloads that several records of a decision share are the same object, so the journal stores them once.
 */
export interface EngineRecord {
  /** AWS event type (`TaskScheduled`), or a name of ours in lower case for bookkeeping. */
  type: string
  /** History event id, 1-based and gapless; 0 for bookkeeping. */
  id: number
  previousEventId: number
  /** Epoch ms. */
  atMs: number
}
