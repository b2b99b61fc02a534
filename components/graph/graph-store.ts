import type { StatePath } from '@/lib/asl/state-path'
import type { ExecutionGraphStatus, StepStatus, StepView, TransitionKey } from '@/lib/execution/step-view'
import { sameStep } from './same-step'

/**
 * What changes while the drawing stands still: steps, walked routes, the selection and the focus. Nodes and routes read it
 * by their own key, so that a change renders only what it concerns.
 *
 * Owns: the latest status, with unchanged steps kept identical. Does not own: the definition, the layout, the camera.
 */
export class GraphStore {
  #steps: ReadonlyMap<StatePath, StepView> = new Map()
  #walked: ReadonlyMap<TransitionKey, number> = new Map()
  #live: ReadonlySet<StatePath> = new Set()
  #inExecution = false
  #walkedKeys = 0
  #selected: StatePath | null = null
  #focused: string | null = null
  #takesFocus = false
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Takes the status of an execution; undefined is design mode. */
  setStatus(status: ExecutionGraphStatus | undefined): void {
    const steps = new Map<StatePath, StepView>()
    for (const [path, step] of status?.steps ?? []) {
      const known = this.#steps.get(path)
      steps.set(path, known && sameStep(known, step) ? known : step)
    }
    const walked = status?.walked ?? new Map<TransitionKey, number>()
    const live = status?.live ?? new Set<StatePath>()
    if (walked.size !== this.#walked.size || !sameSet(live, this.#live)) this.#walkedKeys++
    this.#steps = steps
    this.#walked = walked
    this.#live = live
    this.#inExecution = status !== undefined
    this.#emit()
  }

  select(path: StatePath | null): void {
    if (this.#selected === path) return
    this.#selected = path
    this.#emit()
  }

  /** Makes a node the one the tab key leads to; with `take` the node takes the focus too, as soon as it is drawn. */
  focus(id: string | null, take = false): void {
    this.#takesFocus = take
    if (this.#focused === id) return
    this.#focused = id
    this.#emit()
  }

  takesFocus(): boolean {
    return this.#takesFocus
  }

  /** True when an execution is shown, so that a state without a step has not been reached. */
  inExecution(): boolean {
    return this.#inExecution
  }

  step(path: StatePath): StepView | undefined {
    return this.#steps.get(path)
  }

  walked(key: TransitionKey): number {
    return this.#walked.get(key) ?? 0
  }

  isLive(path: StatePath): boolean {
    return this.#live.has(path)
  }

  /** Paths of the states with one of these statuses. */
  withStatus(wanted: readonly StepStatus[]): ReadonlySet<StatePath> {
    const found = new Set<StatePath>()
    for (const [path, step] of this.#steps) if (wanted.includes(step.status)) found.add(path)
    return found
  }

  live(): ReadonlySet<StatePath> {
    return this.#live
  }

  /** A number that grows when a route is walked for the first time, or a state begins or ends. */
  walkedVersion(): number {
    return this.#walkedKeys
  }

  selected(): StatePath | null {
    return this.#selected
  }

  /** The node that the tab key leads to. */
  focused(): string | null {
    return this.#focused
  }

  #emit(): void {
    for (const listener of this.#listeners) listener()
  }
}

const sameSet = (a: ReadonlySet<unknown>, b: ReadonlySet<unknown>) =>
  a.size === b.size && [...a].every((each) => b.has(each))
