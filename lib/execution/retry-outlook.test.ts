import { describe, expect, it } from 'vitest'
import { catcherFor, retryOutlook, takesError } from './retry-outlook'

describe('what a failed attempt leads to', () => {
  it.each([
    [['States.ALL'], 'Anything', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.TaskFailed'], 'Lambda.Unknown', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['A', 'B'], 'B', true],
    [['A'], 'a', false],
    [undefined, 'A', false],
  ])('%j takes %s: %s', (patterns, error, expected) => {
    expect(takesError(patterns, error)).toBe(expected)
  })

  it('waits by the defaults of the specification: 1 s, doubling, 3 retries', () => {
    const retry = [{ ErrorEquals: ['States.ALL'] }]
    expect(retryOutlook(retry, 'X', 1, [])).toEqual({ retrier: 0, maxAttempts: 4, delayMs: 1000 })
    expect(retryOutlook(retry, 'X', 3, [2])).toEqual({ retrier: 0, maxAttempts: 4, delayMs: 4000 })
    expect(retryOutlook(retry, 'X', 4, [3])).toBeNull()
  })

  it('counts each retrier by itself, and takes the first that names the error', () => {
    const retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 5, IntervalSeconds: 10, MaxDelaySeconds: 15 },
    ]
    expect(retryOutlook(retry, 'A', 2, [1, 0])).toBeNull()
    expect(retryOutlook(retry, 'B', 3, [1, 1])).toEqual({ retrier: 1, maxAttempts: 7, delayMs: 15_000 })
  })

  it('never retries States.Runtime, even by name, and MaxAttempts 0 means no retry', () => {
    expect(retryOutlook([{ ErrorEquals: ['States.Runtime'] }], 'States.Runtime', 1, [])).toBeNull()
    expect(retryOutlook([{ ErrorEquals: ['A'], MaxAttempts: 0 }], 'A', 1, [])).toBeNull()
  })

  it('finds the catcher that takes an error', () => {
    const catchers = [
      { ErrorEquals: ['A'], Next: 'x' },
      { ErrorEquals: ['States.ALL'], Next: 'y' },
    ]
    expect(catcherFor(catchers, 'A')?.Next).toBe('x')
    expect(catcherFor(catchers, 'B')?.Next).toBe('y')
    expect(catcherFor(catchers, 'States.Runtime')).toBeNull()
  })
})
