import type { Catcher, QueryLanguage, Retrier } from '@/lib/asl/types'
import type { CompiledCatcher, CompiledRetrier } from './compiled-machine'
import { jsonataField, resultPathField, templateField } from './expressions'

/** Retriers with the defaults of the ASL specification: 1 s, 3 attempts, rate 2, no cap, no jitter. */
export function compileRetriers(retriers: readonly Retrier[] | undefined): CompiledRetrier[] {
  return (retriers ?? []).map((retrier) => ({
    errorEquals: retrier.ErrorEquals,
    intervalSeconds: retrier.IntervalSeconds ?? 1,
    maxAttempts: retrier.MaxAttempts ?? 3,
    backoffRate: retrier.BackoffRate ?? 2,
    maxDelaySeconds: retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    fullJitter: retrier.JitterStrategy === 'FULL',
  }))
}

export function compileCatchers(catchers: readonly Catcher[] | undefined, language: QueryLanguage): CompiledCatcher[] {
  return (catchers ?? []).map((catcher) => ({
    errorEquals: catcher.ErrorEquals,
    next: catcher.Next,
    resultPath: language === 'JSONata' ? 'whole' : resultPathField(catcher.ResultPath),
    output: language === 'JSONata' ? jsonataField(catcher.Output) : null,
    assign: language === 'JSONata' ? jsonataField(catcher.Assign) : templateField(catcher.Assign),
  }))
}
