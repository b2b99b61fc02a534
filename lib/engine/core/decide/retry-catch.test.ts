import { describe, expect, test } from 'vitest'
import type { Catcher, Retrier, State, StateMachineDefinition, TaskState } from '@/lib/asl/types'
import { ScriptedExecution, type ScriptedExecutionOptions, STARTED_AT_MS } from '../../testing/scripted-execution'
import type { TaskOutcome } from '../effects'
import { delayOf } from './retry'

const machine = (fields: Partial<TaskState>): StateMachineDefinition => ({
  StartAt: 'T',
  States: {
    T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields },
    Caught: { Type: 'Pass', End: true },
  },
})
const fails = (error: string, cause = 'c'): TaskOutcome => ({ ok: false, error, cause })
const play = (
  fields: Partial<TaskState>,
  T: TaskOutcome | ((attempt: number) => TaskOutcome),
  options: ScriptedExecutionOptions = {},
) =>
  new ScriptedExecution(machine(fields), {
    ...options,
    tasks: { T: typeof T === 'function' ? (task) => T(task.attempt) : T },
  })

describe('Retry', () => {
  test('the default retrier: 3 attempts more, after 1, 2 and 4 s', async () => {
    const execution = await play({ Retry: [{ ErrorEquals: ['States.ALL'] }] }, fails('E')).run()
    expect(execution.calls.map((call) => call.attempt)).toStrictEqual([1, 2, 3, 4])
    expect(execution.nowMs - STARTED_AT_MS).toBe(7_000)
    expect(execution.state).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c' })
  })

  test('nothing is called before the back-off is over', async () => {
    const execution = await play({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 10 }] }, fails('E')).start()
    expect(execution.openTasks.size).toBe(0)
    await execution.pass(9_999)
    expect(execution.calls).toHaveLength(1)
    await execution.pass(1)
    expect(execution.calls).toHaveLength(2)
  })

  test.each([
    ['interval and rate', { IntervalSeconds: 3, BackoffRate: 1.5 }, [3_000, 4_500, 6_750]],
    ['a cap', { IntervalSeconds: 3, BackoffRate: 2, MaxDelaySeconds: 5 }, [3_000, 5_000, 5_000]],
    [
      'full jitter after the cap',
      { IntervalSeconds: 8, MaxDelaySeconds: 10, JitterStrategy: 'FULL' },
      [2_000, 2_500, 2_500],
    ],
    ['no interval', { IntervalSeconds: 0 }, [0, 0, 0]],
  ] as [string, Partial<Retrier>, number[]][])('%s', (_name, fields, delays) => {
    const retrier = {
      errorEquals: [],
      intervalSeconds: fields.IntervalSeconds ?? 1,
      maxAttempts: 3,
      backoffRate: fields.BackoffRate ?? 2,
      maxDelaySeconds: fields.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
      fullJitter: fields.JitterStrategy === 'FULL',
    }
    expect([0, 1, 2].map((taken) => delayOf(retrier, taken, () => 0.25))).toStrictEqual(delays)
  })

  test('the jitter drawn is in the record', async () => {
    const execution = await play(
      { Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 10, JitterStrategy: 'FULL' }] },
      fails('E'),
      {
        random: [0.1],
      },
    ).start()
    expect(execution.records.at(-1)).toMatchObject({ type: 'retryScheduled', id: 0, retrier: 0, delayMs: 1_000 })
  })

  test('each retrier keeps its own count', async () => {
    const Retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 2 },
    ]
    const errors = ['A', 'B', 'B', 'A']
    const execution = await play({ Retry }, (attempt) => fails(errors[attempt - 1] ?? 'never')).run()
    expect(execution.calls).toHaveLength(4)
    expect(execution.state.error).toBe('A')
  })

  test('an exhausted retrier hands over to Catch, not to the next retrier', async () => {
    const Retry = [
      { ErrorEquals: ['E'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 5 },
    ]
    const execution = await play({ Retry, Catch: [{ ErrorEquals: ['E'], Next: 'Caught' }] }, fails('E')).run()
    expect(execution.calls).toHaveLength(1)
    expect(execution.state.status).toBe('SUCCEEDED')
  })

  test('a new visit starts with fresh counts', async () => {
    const definition: StateMachineDefinition = {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['E'], ResultPath: null, Next: 'Again' }],
          End: true,
        },
        Again: { Type: 'Choice', Choices: [{ Variable: '$$.State.Name', StringEquals: 'Again', Next: 'T' }] },
      },
    }
    const execution = new ScriptedExecution(definition, { tasks: { T: fails('E') } })
    await execution.start()
    await execution.nextTimer()
    expect(execution.calls.map((call) => call.attempt)).toStrictEqual([1, 2, 1])
  })

  test('parameters are made anew for each attempt', async () => {
    const execution = await play(
      { Parameters: { 'n.$': '$$.State.RetryCount' }, Retry: [{ ErrorEquals: ['E'] }] },
      (attempt) => (attempt < 3 ? fails('E') : { ok: true, output: 1 }),
    ).run()
    expect(execution.calls.map((call) => call.parameters)).toStrictEqual([{ n: 0 }, { n: 1 }, { n: 2 }])
  })

  test('a JSONata failure is told once per attempt', async () => {
    const definition = machine({
      Arguments: { m: '{% $states.input.missing %}' },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
    })
    const execution = await new ScriptedExecution({ ...definition, QueryLanguage: 'JSONata' }).run()
    expect(execution.outline.slice(1)).toStrictEqual([
      '2<0 TaskStateEntered',
      '3<0 EvaluationFailed',
      '4<3 EvaluationFailed',
      '5<4 ExecutionFailed',
    ])
  })

  test('States.Runtime is never retried and never caught', async () => {
    const execution = await play(
      {
        Parameters: { 'v.$': '$.nope' },
        Retry: [{ ErrorEquals: ['States.Runtime', 'States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'Caught' }],
      },
      fails('E'),
    ).run()
    expect(execution.outline.slice(1)).toStrictEqual(['2<0 TaskStateEntered', '3<2 ExecutionFailed'])
  })
})

describe('Catch', () => {
  const caught = async (Catch: Catcher[], outcome: TaskOutcome, input = { k: 1 }) => {
    const { state } = await play({ Catch }, outcome, { input }).run()
    return state.status === 'SUCCEEDED' ? state.output : state.error
  }
  const error = { Error: 'E', Cause: 'c' }

  test.each([
    ['by name', ['E'], error],
    ['States.ALL', ['States.ALL'], error],
    ['States.TaskFailed', ['States.TaskFailed'], error],
    ['another name', ['Other'], 'E'],
    ['States.Timeout does not name it', ['States.Timeout'], 'E'],
  ])('%s', async (_name, ErrorEquals, outcome) => {
    expect(await caught([{ ErrorEquals, Next: 'Caught' }], fails('E'))).toStrictEqual(outcome)
  })

  test('the first catcher that names the error takes it', async () => {
    const definition = machine({
      Catch: [
        { ErrorEquals: ['Other'], Next: 'Never' },
        { ErrorEquals: ['E'], Next: 'Caught' },
        { ErrorEquals: ['States.ALL'], Next: 'Never' },
      ],
    })
    const execution = await new ScriptedExecution(definition, { tasks: { T: fails('E') } }).run()
    expect(execution.state.status).toBe('SUCCEEDED')
  })

  test('ResultPath puts the error into the raw input, or discards it', async () => {
    expect(await caught([{ ErrorEquals: ['E'], ResultPath: '$.err', Next: 'Caught' }], fails('E'))).toStrictEqual({
      k: 1,
      err: error,
    })
    expect(await caught([{ ErrorEquals: ['E'], ResultPath: null, Next: 'Caught' }], fails('E'))).toStrictEqual({ k: 1 })
  })

  test('JSONata: Output and Assign see the error output', async () => {
    const definition = machine({
      Catch: [
        {
          ErrorEquals: ['E'],
          Output: { e: '{% $states.errorOutput.Error %}', k: '{% $states.input.k %}' },
          Next: 'Caught',
        },
      ],
    })
    const execution = new ScriptedExecution(
      { ...definition, QueryLanguage: 'JSONata' },
      { input: { k: 1 }, tasks: { T: fails('E') } },
    )
    expect((await execution.run()).state.output).toStrictEqual({ e: 'E', k: 1 })
  })

  test('a result over the size limit fails the task, and States.ALL takes that', async () => {
    const big: TaskOutcome = { ok: true, output: 'x'.repeat(262_145) }
    expect(await caught([{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], big)).toStrictEqual({
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    })
  })

  test('an output over the size limit fails the state; only its own name takes that', async () => {
    const grows: State = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      ResultPath: '$.again',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    }
    const text = 'x'.repeat(200_000)
    const run = async (state: State) =>
      (
        await new ScriptedExecution(
          { StartAt: 'T', States: { T: state, Caught: { Type: 'Pass', End: true } } },
          { input: { text } },
        ).run()
      ).state
    expect(await run(grows)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
    const byName = { ...grows, Catch: [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'Caught' }] } as State
    expect((await run(byName)).status).toBe('SUCCEEDED')
  })

  test('a catcher’s own output over the limit is not caught again', async () => {
    const definition = machine({
      Catch: [{ ErrorEquals: ['States.DataLimitExceeded', 'E'], ResultPath: '$.problem', Next: 'Caught' }],
    })
    const input = { text: 'x'.repeat(262_100) }
    const execution = await new ScriptedExecution(definition, {
      input,
      tasks: { T: fails('E', 'y'.repeat(100)) },
    }).run()
    expect(execution.outline.slice(4)).toStrictEqual(['5<4 TaskFailed', '6<5 ExecutionFailed'])
    expect(execution.state.error).toBe('States.DataLimitExceeded')
  })
})
