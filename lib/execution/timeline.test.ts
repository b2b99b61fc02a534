import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { ExecutionModel } from './execution-model'
import { history, type ScriptLine } from './testing/history-script'
import { timelineEndMs, timelineRows } from './timeline'
import { MAX_LANES, packLanes } from './timeline-lanes'
import { timelinePercent, timelineScale } from './timeline-scale'
import type { MapItem } from './visit'

const ZERO = 1_700_000_000_000
const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work', End: true }

function rows(definition: object, lines: ScriptLine[]) {
  const model = new ExecutionModel(definition as StateMachineDefinition)
  model.add(history(lines))
  return timelineRows(model.visits)
}

describe('timeline rows', () => {
  const retried = { StartAt: 'A', States: { A: { ...task, Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 5 }] } } }
  const failing: ScriptLine[] = [
    ['ExecutionStarted'],
    ['TaskStateEntered', { name: 'A' }],
    ['TaskScheduled'],
    ['TaskFailed', { error: 'X' }],
  ]

  it('draw each attempt as a bar, with the back-off between them and the one to come', () => {
    const [row] = rows(retried, [...failing, ['TaskScheduled'], ['TaskFailed', { error: 'X' }]])
    expect(row?.bars).toEqual([
      { attempt: 1, startMs: ZERO + 200, endMs: ZERO + 300, status: 'failed' },
      { attempt: 2, startMs: ZERO + 400, endMs: ZERO + 500, status: 'failed' },
    ])
    expect(row?.backOffs).toEqual([
      { startMs: ZERO + 300, endMs: ZERO + 400, pending: false },
      { startMs: ZERO + 500, endMs: ZERO + 500 + 10_000, pending: true },
    ])
  })

  it('reach as far as the attempt that is to come', () => {
    const drawn = rows(retried, failing)
    expect(timelineEndMs(drawn, ZERO + 400)).toBe(ZERO + 300 + 5000)
    expect(timelineEndMs([], 7)).toBe(7)
  })

  it('put branches under their Parallel, one deeper', () => {
    const fork = {
      StartAt: 'P',
      States: { P: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'A', States: { A: task } }] } },
    }
    const drawn = rows(fork, [
      ['ExecutionStarted'],
      ['ParallelStateEntered', { name: 'P' }],
      ['ParallelStateStarted'],
      ['TaskStateEntered', { name: 'A' }],
    ])
    expect(drawn.map(({ name, depth, kind, number }) => [name, depth, kind, number])).toEqual([
      ['P', 0, 'container', 1],
      ['A', 1, 'step', 2],
    ])
  })

  it('pack the items of a Map into lanes, and give items that need looking at a row of their own', () => {
    const map = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          End: true,
          ItemProcessor: { StartAt: 'A', States: { A: { ...task, Retry: [{ ErrorEquals: ['X'] }] } } },
        },
      },
    }
    const drawn = rows(map, [
      ['ExecutionStarted'],
      ['MapStateEntered', { name: 'M' }],
      ['MapStateStarted', { length: 2 }],
      ['MapIterationStarted', { name: 'M', index: 0 }, 3],
      ['MapIterationStarted', { name: 'M', index: 1 }, 3],
      ['TaskStateEntered', { name: 'A' }, 5],
      ['TaskScheduled', {}, 6],
      ['TaskFailed', { error: 'X' }, 7],
    ])
    expect(drawn.map(({ kind, item, status }) => [kind, item, status])).toEqual([
      ['container', null, 'running'],
      ['item', 1, 'retrying'],
    ])
    expect(drawn[0]?.lanes.map((lane) => lane.map(({ index }) => index))).toEqual([[0], [1]])
    expect(drawn[1]?.bars).toHaveLength(1)
  })

  it('are the same objects as long as their visit does not change', () => {
    const model = new ExecutionModel(retried as StateMachineDefinition)
    model.add(history(failing))
    expect(timelineRows(model.visits)[0]).toBe(timelineRows(model.visits)[0])
  })
})

describe('lanes', () => {
  const item = (index: number, startedAtMs: number, endedAtMs: number | null) =>
    ({ index, startedAtMs, endedAtMs, status: 'succeeded' }) as MapItem

  it('use a lane again as soon as its item has ended', () => {
    const lanes = packLanes([item(0, 0, 10), item(1, 0, 4), item(2, 4, 6), item(3, 6, 9), item(4, 10, 12)])
    expect(lanes.map((lane) => lane.map(({ index }) => index))).toEqual([
      [0, 4],
      [1, 2, 3],
    ])
  })

  it('never grow beyond their number', () => {
    expect(packLanes(Array.from({ length: 40 }, (_, index) => item(index, index, null)))).toHaveLength(MAX_LANES)
  })
})

describe('the axis', () => {
  it.each([0, 1, 7, 99, 1000, 41_200, 59_999, 3_600_000, 86_400_000 * 400])('has 1 to 8 ticks at %d ms', (elapsed) => {
    for (const running of [true, false]) {
      const scale = timelineScale(elapsed, running)
      expect(scale.ticksMs.length).toBeGreaterThanOrEqual(1)
      expect(scale.ticksMs.length).toBeLessThanOrEqual(8)
      expect(scale.spanMs).toBeGreaterThanOrEqual(elapsed)
    }
  })

  it('holds every moment inside itself', () => {
    const scale = timelineScale(1000, false)
    expect(timelinePercent(scale, -5)).toBe(0)
    expect(timelinePercent(scale, 99_999)).toBe(100)
  })

  it('grows in steps while the execution runs, so bars stand still between them', () => {
    const spans = new Set(Array.from({ length: 100 }, (_, tick) => timelineScale(20_000 + tick * 10, true).spanMs))
    expect(spans.size).toBe(1)
  })
})
