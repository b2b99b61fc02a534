import type { StatePath } from '@/lib/asl/state-path'
import type { ExecutionGraphStatus, StepView } from './step-view'
import type { VisitTracker } from './visit-tracker'

/**
 * Keeps the graph's status up with a tracker: `read` gives a new value when something changed since the last call, else the
 * same object. Costs O(steps changed + steps of the definition), whatever the length of the history; a step that did not
 * change keeps its `StepView` object, so a node can compare by identity.
 */
export class StepStatusReader {
  #status: ExecutionGraphStatus = { steps: new Map(), walked: new Map(), live: new Set() }

  constructor(private readonly tracker: VisitTracker) {}

  read(): ExecutionGraphStatus {
    const { changed, tallies } = this.tracker.ledger
    if (changed.size === 0) return this.#status
    const steps = new Map<StatePath, StepView>(this.#status.steps)
    const live = new Set(this.#status.live)
    for (const path of changed) {
      const view = tallies.view(path)
      if (!view) continue
      steps.set(path, view)
      if (view.status === 'running' || view.status === 'retrying') live.add(path)
      else live.delete(path)
    }
    changed.clear()
    this.#status = { steps, walked: new Map(this.tracker.walked), live }
    return this.#status
  }
}
