import { describe, expect, test } from 'vitest'
import { ROOT_SCOPE } from '@/lib/asl/state-path'
import { ScriptedExecution } from '../testing/scripted-execution'
import { evolve } from './evolve'
import type { EngineRecord } from './records'
import { newExecutionState } from './state'

const started: EngineRecord = {
  type: 'ExecutionStarted',
  id: 1,
  previousEventId: 0,
  atMs: 0,
  frame: 0,
  input: {},
  roleArn: 'r',
  scope: ROOT_SCOPE,
  startAt: 'A',
  timeout: null,
}
const entered: EngineRecord = {
  type: 'PassStateEntered',
  id: 2,
  previousEventId: 0,
  atMs: 0,
  frame: 0,
  name: 'A',
  input: {},
}

describe('a journal that violates an invariant is refused', () => {
  const fold = (...records: EngineRecord[]) => {
    const state = newExecutionState()
    for (const record of records) evolve(state, record)
    return state
  }

  test.each([
    ['a gap in the event ids', [started, { ...entered, id: 3 }], 'event 3 after event 1'],
    ['an event twice', [started, entered, entered], 'event 2 after event 2'],
    ['two starts', [started, { ...started, id: 2 }], 'an execution starts once'],
    ['a frame that is not there', [started, { ...entered, frame: 7 }], 'frame 7 is gone'],
    ['a state entered out of turn', [started, entered, { ...entered, id: 3 }], 'frame 0 enters a state out of turn'],
    [
      'an iteration without a Map',
      [started, entered, { ...entered, type: 'MapIterationStarted', id: 3, index: 0, child: 1 }],
      'frame 0 has no children',
    ],
  ] as [string, EngineRecord[], string][])('%s', (_name, records, message) => {
    expect(() => fold(...records)).toThrow(message)
  })
})

test('folding costs the same per record however long the history is', async () => {
  const item = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } } as const
  const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: item, End: true } } } as const
  const input = Array.from({ length: 5_000 }, (_, index) => index)
  const { records, state } = await new ScriptedExecution(definition as never, { type: 'EXPRESS', input }).run()
  expect(state.status).toBe('SUCCEEDED')
  const folded = newExecutionState()
  let widest = 0
  for (const record of records) {
    evolve(folded, record)
    widest = Math.max(widest, folded.frames.size, folded.ready.length)
  }
  expect(widest).toBeLessThanOrEqual(41)
})
