import type { StatePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import {
  type ExecutionGraphStatus,
  type StepStatus,
  type StepView,
  type TransitionKey,
  transitionKey,
} from '@/lib/execution/step-view'
import { type StructureScope, type StructureState, structureOf } from '@/lib/graph/structure'

const NOW = Date.now()

/** A status as an execution half way through would have it: the first catch caught, one step retrying, the last one running. */
export function fakeStatus(definition: StateMachineDefinition): ExecutionGraphStatus {
  const steps = new Map<StatePath, StepView>()
  const walked = new Map<TransitionKey, number>()
  const live = new Set<StatePath>()
  let number = 0
  let caught = false

  const put = (state: StructureState, status: StepStatus, inMap: boolean) => {
    number++
    steps.set(state.path, {
      path: state.path,
      status,
      visitNumber: inMap ? null : number,
      visits: number % 5 === 0 ? 3 : 1,
      attempts: status === 'retrying' ? 2 : 1,
      retry: status === 'retrying' ? { attempt: 2, maxAttempts: 4, dueAtMs: NOW + 3000 } : null,
      startedAtMs: NOW - 4200,
      endedAtMs: status === 'running' || status === 'retrying' ? null : NOW - 4200 + 137 * number,
      tokens: /bedrock/.test(String(state.state.Resource)) ? 640 * number : null,
      map: state.state.Type === 'Map' ? mapOf(status) : null,
    })
    if (status === 'running' || status === 'retrying') live.add(state.path)
  }
  const walk = (scope: StructureScope, last: boolean, inMap: boolean) => {
    const byName = new Map(scope.states.map((state) => [state.name, state]))
    const limit = last ? Math.max(1, Math.ceil(scope.states.length * 0.6)) : scope.states.length
    let state = byName.get(scope.startAt)
    if (state) walked.set(transitionKey('', state.path), 1)
    for (let count = 1; state && !steps.has(state.path); count++) {
      const here = state
      const goesOn = here.transitions.find((each) => !steps.has(byName.get(each.target)?.path ?? ('' as StatePath)))
      const isLast = last && (count >= limit || !goesOn)
      const catches = here.transitions.find((each) => each.kind === 'catch')
      const isCaught = !isLast && !caught && catches !== undefined && here.scopes.length === 0
      if (isCaught) caught = true
      put(here, isLast ? (number % 3 === 1 ? 'retrying' : 'running') : isCaught ? 'caught' : 'succeeded', inMap)
      for (const inner of here.scopes) walk(inner, isLast, inMap || here.state.Type === 'Map')
      if (isLast) return
      const next = isCaught ? catches : goesOn
      if (!next) {
        walked.set(transitionKey(here.path, '$end'), 1)
        return
      }
      state = byName.get(next.target)
      if (state) walked.set(transitionKey(here.path, state.path), 1)
    }
  }
  walk(structureOf(definition), true, false)
  return { steps, walked, live }
}

function mapOf(status: StepStatus): StepView['map'] {
  const done = status === 'succeeded'
  const items: StepStatus[] = Array.from({ length: 12 }, (_, index) =>
    done || index < 7 ? 'succeeded' : index < 8 ? 'retrying' : index < 10 ? 'running' : 'not-reached',
  )
  return { total: 12, succeeded: done ? 12 : 7, failed: 0, running: done ? 0 : 3, aborted: 0, items }
}
