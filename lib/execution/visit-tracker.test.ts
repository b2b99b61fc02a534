import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { ExecutionModel } from './execution-model'
import type { StepView } from './step-view'
import { history, type ScriptLine } from './testing/history-script'

const RUNS = 'arn:aws:lambda:us-east-1:123456789012:function:work'
const work = (next: object = { End: true }) => ({ Type: 'Task' as const, Resource: RUNS, ...next })

function play(definition: object, lines: ScriptLine[]) {
  const model = new ExecutionModel(definition as StateMachineDefinition)
  model.add(history(lines))
  const { steps, walked, live } = model.graphStatus()
  const step = (path: string): StepView => {
    const view = [...steps.values()].find((each) => each.path === path)
    if (!view) throw new Error(`no ${path} in ${[...steps.keys()].join(' ')}`)
    return view
  }
  return { model, step, walked, live }
}

const retried = {
  StartAt: 'A',
  States: {
    A: work({
      Next: 'B',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H' }],
    }),
    B: { Type: 'Succeed' },
    H: { Type: 'Pass', End: true },
  },
}
const busy: ScriptLine[] = [
  ['ExecutionStarted'],
  ['TaskStateEntered', { name: 'A' }],
  ['TaskScheduled'],
  ['TaskStarted'],
  ['TaskFailed', { error: 'Busy', cause: 'queue full' }],
]

describe('attempts of a task', () => {
  it('waits as retrying between a failed attempt and the next, with number, most and due time', () => {
    const { step, live } = play(retried, busy)
    const view = step('/States/A')
    expect(view.status).toBe('retrying')
    expect(view.retry).toEqual({ attempt: 2, maxAttempts: 4, dueAtMs: 1_700_000_000_400 + 2000 })
    expect([...live]).toEqual(['/States/A'])
  })

  it('multiplies the interval by the rate and keeps the most attempts as retries go by', () => {
    const { step } = play(retried, [...busy, ['TaskScheduled'], ['TaskStarted'], ['TaskFailed', { error: 'Busy' }]])
    expect(step('/States/A').retry).toEqual({ attempt: 3, maxAttempts: 4, dueAtMs: 1_700_000_000_700 + 6000 })
  })

  it('gives no due time when jitter makes it unknowable', () => {
    const jittered = structuredClone(retried)
    Object.assign(jittered.States.A, { Retry: [{ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' }] })
    expect(play(jittered, busy).step('/States/A').retry).toEqual({ attempt: 2, maxAttempts: 4, dueAtMs: null })
  })

  it('runs again once the next attempt is scheduled, and ends succeeded with both attempts counted', () => {
    const again: ScriptLine[] = [...busy, ['TaskScheduled'], ['TaskStarted']]
    expect(play(retried, again).step('/States/A')).toMatchObject({ status: 'running', attempts: 2, retry: null })
    const done: ScriptLine[] = [...again, ['TaskSucceeded'], ['TaskStateExited', { name: 'A' }]]
    expect(play(retried, done).step('/States/A')).toMatchObject({
      status: 'succeeded',
      attempts: 2,
      endedAtMs: 1_700_000_000_800,
    })
  })

  it('is caught when it left by a catcher, and the walked transition goes to the handler', () => {
    const { step, walked } = play(retried, [
      ...busy.slice(0, 4),
      ['TaskFailed', { error: 'Other' }],
      ['TaskStateExited', { name: 'A' }],
      ['PassStateEntered', { name: 'H' }],
      ['PassStateExited', { name: 'H' }],
      ['ExecutionSucceeded'],
    ])
    expect(step('/States/A').status).toBe('caught')
    expect(Object.fromEntries(walked)).toEqual({
      '->/States/A': 1,
      '/States/A->/States/H': 1,
      '/States/H->$end': 1,
    })
  })

  it('is caught when it failed without an event and went on where only a catcher leads', () => {
    const { step } = play(retried, [
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'A' }],
      ['TaskStateExited', { name: 'A' }],
      ['PassStateEntered', { name: 'H' }],
    ])
    expect(step('/States/A').status).toBe('caught')
  })

  it('has failed as soon as no retrier and no catcher takes the error, before the execution says so', () => {
    const { step, live } = play({ StartAt: 'A', States: { A: work() } }, busy)
    expect(step('/States/A').status).toBe('failed')
    expect(live.size).toBe(0)
  })

  it('tells a timed-out attempt from a failed one', () => {
    const { step } = play({ StartAt: 'A', States: { A: work() } }, [
      ...busy.slice(0, 4),
      ['TaskTimedOut', { error: 'States.Timeout' }],
      ['ExecutionFailed', { error: 'States.Timeout' }],
    ])
    expect(step('/States/A').status).toBe('timed-out')
  })

  it('counts failed evaluations before any schedule as attempts', () => {
    const failing = structuredClone(retried)
    Object.assign(failing.States.A, { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] })
    const evaluation: ScriptLine = [
      'EvaluationFailed',
      { state: 'A', error: 'States.QueryEvaluationError', location: 'Arguments/x' },
    ]
    const { step } = play(failing, [
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'A' }],
      evaluation,
      evaluation,
      ['TaskStateExited', { name: 'A' }],
    ])
    expect(step('/States/A')).toMatchObject({ status: 'caught', attempts: 2 })
  })

  it('fails a step whose task succeeded but whose output could not be made', () => {
    const { step, model } = play({ StartAt: 'A', States: { A: work() } }, [
      ...busy.slice(0, 4),
      ['TaskSucceeded'],
      ['EvaluationFailed', { state: 'A', error: 'States.QueryEvaluationError', location: 'Output' }],
      ['ExecutionFailed', { error: 'States.QueryEvaluationError' }],
    ])
    expect(step('/States/A')).toMatchObject({ status: 'failed', attempts: 1 })
    expect(model.visits[0]?.failureEventId).toBe(6)
  })
})

describe('loops and visits', () => {
  it('numbers visits in the order of entry and shows the latest of a state visited again', () => {
    const loop = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Next: 'A' }], Default: 'E' },
        E: { Type: 'Succeed' },
      },
    }
    const lap: ScriptLine[] = [
      ['PassStateEntered', { name: 'A' }],
      ['PassStateExited', { name: 'A' }],
      ['ChoiceStateEntered', { name: 'C' }],
      ['ChoiceStateExited', { name: 'C' }],
    ]
    const { step, walked } = play(loop, [['ExecutionStarted'], ...lap, ...lap, ...lap])
    expect(step('/States/A')).toMatchObject({ visits: 3, visitNumber: 5, status: 'succeeded' })
    expect(walked.get('/States/C->/States/A')).toBe(2)
  })
})

describe('the end of the execution', () => {
  const two = {
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'A', States: { A: work() } },
          { StartAt: 'B', States: { B: work() } },
        ],
      },
    },
  }
  const running: ScriptLine[] = [
    ['ExecutionStarted'],
    ['ParallelStateEntered', { name: 'P' }],
    ['ParallelStateStarted'],
    ['TaskStateEntered', { name: 'A' }],
    ['TaskStateEntered', { name: 'B' }, 3],
    ['TaskScheduled', {}, 4],
    ['TaskScheduled', {}, 5],
  ]

  it('aborts every open step when the execution is stopped', () => {
    const { step, live } = play(two, [...running, ['ExecutionAborted', {}, 0]])
    expect(
      ['/States/P', '/States/P/Branches[0]/States/A', '/States/P/Branches[1]/States/B'].map(
        (path) => step(path).status,
      ),
    ).toEqual(['aborted', 'aborted', 'aborted'])
    expect(live.size).toBe(0)
  })

  it('times every open step out when the machine times out, though the event follows nothing', () => {
    const { step } = play(two, [...running, ['ExecutionTimedOut', { error: 'States.Timeout' }, 0]])
    expect(step('/States/P/Branches[1]/States/B').status).toBe('timed-out')
  })

  it('fails the chain that led to the failure and aborts the rest (States.Runtime in a branch has no events of its own)', () => {
    const { step, model } = play(two, [...running, ['ExecutionFailed', { error: 'States.Runtime', cause: 'x' }, 6]])
    expect(step('/States/P/Branches[0]/States/A').status).toBe('failed')
    expect(step('/States/P').status).toBe('failed')
    expect(step('/States/P/Branches[1]/States/B').status).toBe('aborted')
    expect(model.summary()).toMatchObject({ status: 'FAILED', endedAtMs: 1_700_000_000_700 })
  })
})

describe('histories that do not fit', () => {
  it('shows a state the definition lacks under its name, and passes over events without a home', () => {
    const { step, model } = play({ StartAt: 'A', States: {} }, [
      ['TaskSucceeded', { output: '{}' }, 77],
      ['MapIterationSucceeded', { name: 'nowhere', index: 3 }],
      ['PassStateEntered', { name: 'Ghost' }, 99],
      ['SomethingNewFromAws'],
      ['ParallelStateExited', { name: 'nowhere' }],
    ])
    expect(step('/States/Ghost').status).toBe('running')
    expect(model.summary().events).toBe(5)
  })

  it('reads a history without execution data', () => {
    const { step } = play(retried, [
      ['ExecutionStarted'],
      ['TaskStateEntered', { name: 'A' }],
      ['TaskScheduled'],
      ['TaskFailed'],
    ])
    expect(step('/States/A').status).toBe('running')
  })
})
