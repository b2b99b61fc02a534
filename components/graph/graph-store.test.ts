import { describe, expect, it } from 'vitest'
import type { StatePath } from '@/lib/asl/state-path'
import type { ExecutionGraphStatus, StepView, TransitionKey } from '@/lib/execution/step-view'
import { GraphStore } from './graph-store'

const step = (path: string, more: Partial<StepView> = {}): StepView => ({
  path: path as StatePath,
  status: 'running',
  visitNumber: 1,
  visits: 1,
  attempts: 1,
  retry: null,
  startedAtMs: 1000,
  endedAtMs: null,
  tokens: null,
  map: null,
  ...more,
})

const status = (steps: StepView[], walked: string[] = []): ExecutionGraphStatus => ({
  steps: new Map(steps.map((each) => [each.path, each])),
  walked: new Map(walked.map((key) => [key as TransitionKey, 1])),
  live: new Set(steps.filter((each) => each.status === 'running').map((each) => each.path)),
})

const A = '/States/A' as StatePath
const B = '/States/B' as StatePath

describe('GraphStore', () => {
  it('keeps steps that look the same identical, so that their nodes render no more', () => {
    const store = new GraphStore()
    const items = { total: 2, succeeded: 1, failed: 0, running: 1, aborted: 0 }
    store.setStatus(status([step(A, { map: { ...items, items: ['succeeded', 'running'] } }), step(B)]))
    const before = store.step(A)
    store.setStatus(
      status([
        step(A, { map: { ...items, items: ['succeeded', 'running'] } }),
        step(B, { status: 'succeeded', endedAtMs: 2000 }),
      ]),
    )
    expect(store.step(A)).toBe(before)
    expect(store.step(B)?.status).toBe('succeeded')
    store.setStatus(status([step(A, { map: { ...items, items: ['succeeded', 'retrying'] } })]))
    expect(store.step(A)).not.toBe(before)
    expect(store.step(B)).toBeUndefined()
  })

  it('orders routes anew only when one is walked for the first time or a state begins or ends', () => {
    const store = new GraphStore()
    store.setStatus(status([step(A)], ['->/States/A']))
    const before = store.walkedVersion()
    store.setStatus(status([step(A, { attempts: 2 })], ['->/States/A']))
    expect(store.walkedVersion()).toBe(before)
    store.setStatus(status([step(A)], ['->/States/A', '/States/A->/States/B']))
    expect(store.walkedVersion()).toBeGreaterThan(before)
  })

  it('is in design mode without a status', () => {
    const store = new GraphStore()
    store.setStatus(status([]))
    expect(store.inExecution()).toBe(true)
    store.setStatus(undefined)
    expect(store.inExecution()).toBe(false)
    expect(store.live().size).toBe(0)
  })

  it('tells its listeners once a change, and no more after they leave', () => {
    const store = new GraphStore()
    let told = 0
    const leave = store.subscribe(() => {
      told++
    })
    store.select(A)
    store.select(A)
    store.focus(B, true)
    expect([told, store.takesFocus()]).toEqual([2, true])
    leave()
    store.select(null)
    expect(told).toBe(2)
  })
})
