import { describe, expect, test } from 'vitest'
import type { State } from '@/lib/asl/types'
import type { JsonValue } from '@/lib/shared/json'
import { ScriptedExecution, type ScriptedExecutionOptions } from '../../testing/scripted-execution'

/** Runs one state that ends the machine, and gives its output or its failure. */
async function outcomeOf(state: State, options: ScriptedExecutionOptions = {}, language?: 'JSONata') {
  const definition = { StartAt: 'S', States: { S: state }, ...(language && { QueryLanguage: language }) }
  const { state: ended } = await new ScriptedExecution(definition, options).run()
  return ended.status === 'SUCCEEDED' ? { output: ended.output } : { error: ended.error, cause: ended.cause }
}

const at2 = "An error occurred while executing the state 'S' (entered at the event id #2). "
const input = { a: { b: [1, 2] }, name: 'x' }

describe('JSONPath data flow', () => {
  const pass = (fields: object): State => ({ Type: 'Pass', End: true, ...fields })

  const table: [string, State, JsonValue][] = [
    ['passes its input on', pass({}), input],
    ['InputPath selects', pass({ InputPath: '$.a' }), { b: [1, 2] }],
    ['InputPath null is an empty object', pass({ InputPath: null }), {}],
    ['OutputPath null is an empty object', pass({ OutputPath: null }), {}],
    ['InputPath then OutputPath', pass({ InputPath: '$.a', OutputPath: '$.b[1]' }), 2],
    [
      'Parameters see what InputPath left',
      pass({ InputPath: '$.a', Parameters: { 'first.$': '$.b[0]' } }),
      { first: 1 },
    ],
    ['Result replaces the input', pass({ Result: { r: 1 } }), { r: 1 }],
    ['Result stands over Parameters', pass({ Parameters: { p: 1 }, Result: { r: 1 } }), { r: 1 }],
    ['a Result is not a template', pass({ Result: { 'x.$': '$.a' } }), { 'x.$': '$.a' }],
    ['a Result of null is a result', pass({ Result: null }), null],
    [
      'ResultPath puts the result into the raw input',
      pass({ InputPath: '$.a', ResultPath: '$.got' }),
      { ...input, got: { b: [1, 2] } },
    ],
    ['ResultPath null discards the result', pass({ Result: 1, ResultPath: null }), input],
    [
      'ResultPath makes what is missing on the way',
      pass({ Result: 1, ResultPath: '$.p.q' }),
      { ...input, p: { q: 1 } },
    ],
    ['OutputPath reads what ResultPath made', pass({ Result: 1, ResultPath: '$.p.q', OutputPath: '$.p' }), { q: 1 }],
    ['OutputPath reaches the context object', pass({ OutputPath: '$$.Execution.Input.name' }), 'x'],
    ['Succeed honours InputPath and OutputPath', { Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' }, [1, 2]],
    [
      'Wait honours InputPath and OutputPath',
      { Type: 'Wait', Seconds: 1, InputPath: '$.a', OutputPath: '$.b', End: true },
      [1, 2],
    ],
  ]
  test.each(table)('%s', async (_name, state, output) => {
    expect(await outcomeOf(state, { input })).toStrictEqual({ output })
  })

  test('a task: InputPath, Parameters, ResultSelector, ResultPath, OutputPath in that order', async () => {
    const state: State = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      InputPath: '$.a',
      Parameters: { 'list.$': '$.b' },
      ResultSelector: { 'size.$': 'States.ArrayLength($.list)' },
      ResultPath: '$.a.c',
      OutputPath: '$.a',
      End: true,
    }
    expect(await outcomeOf(state, { input })).toStrictEqual({ output: { b: [1, 2], c: { size: 2 } } })
  })

  test('a path that leads to nothing is States.Runtime, with the state in front of the cause', async () => {
    expect(await outcomeOf(pass({ Parameters: { 'v.$': '$.nope' } }), { input: { x: 1 } })).toStrictEqual({
      error: 'States.Runtime',
      cause: `${at2}The JSONPath '$.nope' specified for the field 'v.$' could not be found in the input '{"x":1}'`,
    })
  })

  test('a ResultPath that runs into a list fails the state', async () => {
    const { error } = await outcomeOf(pass({ Result: 1, ResultPath: '$.a.b.c' }), { input })
    expect(error).toBe('States.ResultPathMatchFailure')
  })

  test('an expression that does not compile fails the state that reads it, not the machine', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'x.$': 'States.Nope(' }, End: true },
      },
    } as const
    const execution = await new ScriptedExecution(definition).run()
    expect(execution.outline.at(-1)).toBe('5<4 ExecutionFailed')
    expect(execution.state.error).toBe('States.Runtime')
  })

  test('what no state touches is the same object all the way, so that it is stored once', async () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } } as const
    const { records } = await new ScriptedExecution(definition, { input }).run()
    for (const record of records) {
      if ('input' in record) expect(record.input).toBe(input)
      if ('output' in record) expect(record.output).toBe(input)
    }
  })
})

describe('JSONata data flow', () => {
  const table: [string, State, JsonValue][] = [
    ['passes its input on', { Type: 'Pass', End: true }, input],
    [
      'Output is a template',
      { Type: 'Pass', Output: { n: '{% $states.input.name %}', k: 1 }, End: true },
      { n: 'x', k: 1 },
    ],
    ['Output may be one expression', { Type: 'Pass', Output: '{% $sum($states.input.a.b) %}', End: true }, 3],
    ['Output may be a literal', { Type: 'Succeed', Output: 'done' }, 'done'],
    [
      'Wait has an Output',
      { Type: 'Wait', Seconds: '{% 1 + 1 %}', Output: '{% $states.context.State.Name %}', End: true },
      'S',
    ],
    [
      'a task takes Arguments and gives Output over its result',
      {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { list: '{% $states.input.a.b %}' },
        Output: '{% {"in": $states.input.name, "out": $states.result.list[1]} %}',
        End: true,
      },
      { in: 'x', out: 2 },
    ],
    [
      'a task without Output gives its result',
      { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { k: 1 }, End: true },
      { k: 1 },
    ],
  ]
  test.each(table)('%s', async (_name, state, output) => {
    expect(await outcomeOf(state, { input }, 'JSONata')).toStrictEqual({ output })
  })

  test('a failing Output is States.QueryEvaluationError, told by an EvaluationFailed event', async () => {
    const execution = await new ScriptedExecution({
      QueryLanguage: 'JSONata',
      StartAt: 'S',
      States: { S: { Type: 'Pass', Output: { v: '{% $states.input.missing %}' }, End: true } },
    }).run()
    const cause = `${at2}The JSONata expression '$states.input.missing' specified for the field 'Output/v' returned nothing (undefined).`
    expect(execution.outline.slice(-2)).toStrictEqual(['3<0 EvaluationFailed', '4<3 ExecutionFailed'])
    expect(execution.history[2]?.evaluationFailedEventDetails).toStrictEqual({
      error: 'States.QueryEvaluationError',
      cause,
      location: 'Output/v',
      state: 'S',
    })
    expect(execution.state).toMatchObject({ error: 'States.QueryEvaluationError', cause })
  })

  test('a state may have its own language', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% {"n": 2} %}', Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'm.$': 'States.MathAdd($.n, 1)' }, End: true },
      },
    } as const
    expect((await new ScriptedExecution(definition).run()).state.output).toStrictEqual({ m: 3 })
  })
})
