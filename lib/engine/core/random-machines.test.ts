import { describe, expect, test } from 'vitest'
import { RANDOM_MACHINE_INPUT, randomMachine, seededRandom } from '../testing/random-machine'
import { ScriptedExecution } from '../testing/scripted-execution'
import { evolve } from './evolve'
import { pendingEffects } from './pending-effects'
import type { EngineRecord } from './records'
import { newExecutionState } from './state'

const throughJson = (record: EngineRecord): EngineRecord => JSON.parse(JSON.stringify(record))
const byId = (a: { id: number }, b: { id: number }) => a.id - b.id

/** Plays a machine: tasks answer, fail or hang, and answers and timers come in any order, late and doubled ones among them. */
async function play(seed: number): Promise<ScriptedExecution> {
  const random = seededRandom(seed * 7919 + 1)
  const execution = new ScriptedExecution(randomMachine(seed), { input: RANDOM_MACHINE_INPUT, keepSnapshots: true })
  await execution.send({ kind: 'start' })
  const past: number[] = []
  for (let round = 0; round < 400 && execution.state.status === 'RUNNING'; round++) {
    const tasks = [...execution.openTasks.keys()]
    const effectId = tasks[Math.floor(random() * tasks.length)]
    const luck = random()
    if (luck < 0.05 && past.length > 0) {
      const old = past[Math.floor(random() * past.length)] ?? 0
      const { records } = await execution.send({
        kind: 'taskFinished',
        effectId: old,
        outcome: { ok: true, output: 'old' },
      })
      expect(records).toStrictEqual([])
    } else if (effectId !== undefined && luck < 0.6) {
      past.push(effectId)
      const outcome =
        random() < 0.6 ? ({ ok: true, output: { seed } } as const) : ({ ok: false, error: 'E1', cause: 'c' } as const)
      await execution.send({ kind: 'taskFinished', effectId, outcome })
    } else if (execution.openTimers.size > 0) await execution.nextTimer()
  }
  return execution
}

const SEEDS = Array.from({ length: 150 }, (_, index) => index + 1)

describe('random machines, played in random order', () => {
  test.each(SEEDS)('seed %i: it ends, its history is sound, and every prefix folds to the live state', async (seed) => {
    const execution = await play(seed)
    expect(execution.state.status).not.toBe('RUNNING')
    const ids = new Set([0])
    for (const { id, previousEventId } of execution.history) {
      expect(id).toBe(ids.size)
      expect(ids.has(previousEventId ?? -1)).toBe(true)
      ids.add(id ?? -1)
    }
    const folded = newExecutionState()
    execution.decisions.forEach(({ records }, index) => {
      for (const record of records) evolve(folded, throughJson(record))
      expect(folded).toStrictEqual(execution.snapshots[index])
    })
  })

  test('what was started and not cancelled or answered is what is pending, after every decision', async () => {
    for (const seed of SEEDS.slice(0, 40)) {
      const execution = await play(seed)
      const open = new Map<number, { id: number }>()
      execution.decisions.forEach(({ started, cancelled }, index) => {
        const input = execution.inputs[index]?.input
        if (input && 'effectId' in input) open.delete(input.effectId)
        for (const id of cancelled) expect(open.delete(id)).toBe(true)
        for (const effect of started) open.set(effect.id, effect)
        const snapshot = execution.snapshots[index] ?? newExecutionState()
        expect([...open.values()].sort(byId)).toStrictEqual(pendingEffects(snapshot).sort(byId))
      })
    }
  })
})
