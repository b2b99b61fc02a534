import { existsSync } from 'node:fs'
import type { JsonataEvaluator } from '@/lib/asl/expr/jsonata-evaluator'
import type { Logger } from '../ports/logger'
import { isolatingJsonata } from './jsonata/isolating-jsonata'
import { JsonataPool } from './jsonata/jsonata-pool'

/** JSONata as an engine has it: something to evaluate with, that ends with the engine. */
export interface EngineJsonata extends JsonataEvaluator {
  /** Ends what is evaluated, at once. */
  close(): void
}

/** Evaluates JSONata so that no expression holds up the engine: what can't be trusted runs in processes that can be killed. */
export function engineJsonata(logger: Logger): EngineJsonata {
  const bundled = new URL('./jsonata-host.js', import.meta.url)
  const hostModule = existsSync(bundled) ? bundled : new URL('./jsonata-host.ts', import.meta.url)
  const pool = new JsonataPool({ hostModule, logger })
  return { ...isolatingJsonata(pool), close: () => pool.close() }
}
