import { describe, expect, test } from 'vitest'
import { playScenario, SCENARIOS } from '../testing/scenarios'
import { evolve } from './evolve'
import { pendingEffects } from './pending-effects'
import type { EngineRecord } from './records'
import { newExecutionState } from './state'

const throughJson = (record: EngineRecord): EngineRecord => JSON.parse(JSON.stringify(record))

describe.each(SCENARIOS)('$name', (scenario) => {
  test('every prefix of its decisions folds to the live state, with the same effects pending', async () => {
    const execution = await playScenario(scenario, { keepSnapshots: true })
    const folded = newExecutionState()
    execution.decisions.forEach(({ records }, index) => {
      for (const record of records) evolve(folded, throughJson(record))
      const live = execution.snapshots[index] ?? newExecutionState()
      expect(folded).toStrictEqual(live)
      expect(pendingEffects(folded)).toStrictEqual(pendingEffects(live))
    })
    expect(folded.status).toBe(scenario.status)
  })

  test('a state that was folded from the journal decides as the live one did', async () => {
    const execution = await playScenario(scenario)
    const folded = newExecutionState()
    for (const [index, { records }] of execution.decisions.entries()) {
      const again = await execution.decideAgain(index, structuredClone(folded))
      expect(again.records.map(throughJson)).toStrictEqual(records.map(throughJson))
      for (const record of records) evolve(folded, throughJson(record))
    }
  })

  test('started and cancelled add up to the effects that are pending', async () => {
    const execution = await playScenario(scenario, { keepSnapshots: true })
    expect([...execution.openTasks.values(), ...execution.openTimers.values()]).toStrictEqual([])
    expect(pendingEffects(execution.state)).toStrictEqual([])
  })

  test('its history is gapless and every event points back at an earlier one', async () => {
    const { history } = await playScenario(scenario)
    history.forEach(({ id, previousEventId }, index) => {
      expect(id).toBe(index + 1)
      expect(previousEventId).toBeLessThan(index + 1)
    })
  })

  test('it is decided the same way twice', async () => {
    const [one, two] = await Promise.all([playScenario(scenario), playScenario(scenario)])
    expect(two.records).toStrictEqual(one.records)
  })
})
