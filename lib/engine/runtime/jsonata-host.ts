import { randomUUID } from 'node:crypto'
import { setPriority } from 'node:os'
import { inProcessJsonata } from '@/lib/asl/expr/in-process-jsonata'
import type { FromEvaluator, ToEvaluator } from './jsonata/evaluation-protocol'
import { watchForOrphanhood } from './jsonata/orphan-watch'

// The entry of the processes that expressions which can't be trusted run in (see jsonata/evaluator-process.ts).

const NICENESS = 5
const draws = { random: Math.random, uuid: () => randomUUID() }
const tell = (message: FromEvaluator) => void process.send?.(message)

process.on('message', (request: ToEvaluator) => {
  void inProcessJsonata.evaluate(request, draws).then((outcome) => tell({ type: 'outcome', outcome }))
})

// The engine decides when this process ends: Ctrl-C reaches the whole group, and what is evaluated must not fail by it.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('disconnect', () => process.exit(0))

// Expressions that run away must not take the engine's share of the processors.
setPriority(NICENESS)
watchForOrphanhood()
tell({ type: 'ready' })
