import { describe, expect, test } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import type { JsonValue } from '@/lib/shared/json'
import { ScriptedExecution } from '../../testing/scripted-execution'

const run = (definition: StateMachineDefinition, input: JsonValue = {}) =>
  new ScriptedExecution(definition, { input }).run()

/** `assignedVariables` of a state's exits. */
const assignedBy = (execution: ScriptedExecution, name: string) =>
  execution.records.flatMap((record) => ('assigned' in record && record.name === name ? [record.assigned] : []))

describe('variables', () => {
  test('Assign of a Pass reads its result, of a Task what ResultSelector left', async () => {
    const execution = await run(
      {
        StartAt: 'P',
        States: {
          P: { Type: 'Pass', Parameters: { k: 1 }, Assign: { 'fromResult.$': '$.k' }, ResultPath: null, Next: 'T' },
          T: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            ResultSelector: { 'sel.$': '$.x' },
            Assign: { 'fromTask.$': '$.sel', plain: 'text' },
            ResultPath: null,
            Next: 'Out',
          },
          Out: { Type: 'Pass', Parameters: { 'a.$': '$fromResult', 'b.$': '$fromTask', 'c.$': '$plain' }, End: true },
        },
      },
      { x: 5 },
    )
    expect(execution.state.output).toStrictEqual({ a: 1, b: 5, c: 'text' })
  })

  test('Assign and Output both read the values of the state’s entry', async () => {
    const execution = await run({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
        C: { Type: 'Pass', Output: '{% {"before": $states.input, "after": [$x, $y]} %}', End: true },
      },
    })
    expect(execution.state.output).toStrictEqual({ before: [1, 2], after: [2, 1] })
  })

  test('nothing is assigned when a part of Assign or Output fails', async () => {
    const execution = await run({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 'old' }, Next: 'F' },
        F: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'I', States: { I: { Type: 'Pass', End: true } } }],
          Assign: { x: 'new' },
          Output: '{% $states.input.missing %}',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
          End: true,
        },
        B: { Type: 'Pass', Output: '{% $x %}', End: true },
      },
    })
    expect(execution.state.output).toBe('old')
  })

  test('inner scopes read outer variables, and what they assign ends with them', async () => {
    const execution = await run(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'M' },
          M: {
            Type: 'Map',
            Items: '{% [1, 2] %}',
            ItemProcessor: {
              StartAt: 'I',
              States: {
                I: { Type: 'Pass', Assign: { inner: '{% $states.input * 10 %}' }, Next: 'J' },
                J: {
                  Type: 'Parallel',
                  Branches: [
                    {
                      StartAt: 'K',
                      States: { K: { Type: 'Pass', Output: '{% $outer & $string($inner) %}', End: true } },
                    },
                  ],
                  Output: '{% $states.result[0] %}',
                  End: true,
                },
              },
            },
            Next: 'Z',
          },
          Z: { Type: 'Pass', Output: '{% {"items": $states.input, "inner": $exists($inner)} %}', End: true },
        },
      },
      {},
    )
    expect(execution.state.output).toStrictEqual({ items: ['o10', 'o20'], inner: false })
  })

  test('iterations that run at once don’t see each other’s variables', async () => {
    const execution = new ScriptedExecution(
      {
        StartAt: 'M',
        States: {
          M: {
            Type: 'Map',
            ItemProcessor: {
              StartAt: 'Set',
              States: {
                Set: { Type: 'Pass', Assign: { 'mine.$': '$' }, Next: 'Call' },
                Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Get' },
                Get: { Type: 'Pass', Parameters: { 'mine.$': '$mine' }, End: true },
              },
            },
            End: true,
          },
        },
      },
      { input: ['a', 'b', 'c'] },
    )
    expect((await execution.run()).state.output).toStrictEqual([{ mine: 'a' }, { mine: 'b' }, { mine: 'c' }])
  })

  test('a Choice rule assigns in place of the state, the state’s Assign goes with Default', async () => {
    const definition: StateMachineDefinition = {
      StartAt: 'C',
      States: {
        C: {
          Type: 'Choice',
          Choices: [{ Variable: '$.go', BooleanEquals: true, Next: 'Out', Assign: { 'by.$': '$.rule' } }],
          Default: 'Out',
          Assign: { by: 'default' },
        },
        Out: { Type: 'Pass', Parameters: { 'by.$': '$by' }, End: true },
      },
    }
    expect((await run(definition, { go: true, rule: 'rule' })).state.output).toStrictEqual({ by: 'rule' })
    expect((await run(definition, { go: false })).state.output).toStrictEqual({ by: 'default' })
  })

  test('a catcher assigns from the error output', async () => {
    const execution = new ScriptedExecution(
      {
        StartAt: 'T',
        States: {
          T: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Catch: [{ ErrorEquals: ['E'], Assign: { 'why.$': '$.Cause' }, ResultPath: null, Next: 'Out' }],
            End: true,
          },
          Out: { Type: 'Pass', Parameters: { 'why.$': '$why' }, End: true },
        },
      },
      { tasks: { T: { ok: false, error: 'E', cause: 'broken' } } },
    )
    expect((await execution.run()).state.output).toStrictEqual({ why: 'broken' })
    expect(assignedBy(execution, 'T')).toStrictEqual([{ why: 'broken' }])
  })

  test('the exit’s event shows assigned values as JSON text', async () => {
    const execution = await run({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Assign: { n: 42, s: 'x', o: { k: [1] } }, End: true } },
    })
    expect(execution.history[2]?.stateExitedEventDetails).toMatchObject({
      assignedVariables: { n: '42', s: '"x"', o: '{"k":[1]}' },
      assignedVariablesDetails: { truncated: false },
    })
  })
})
