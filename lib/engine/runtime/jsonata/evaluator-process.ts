import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { JsonataOutcome, JsonataRequest } from '@/lib/asl/expr/jsonata-evaluator'
import type { FromEvaluator } from './evaluation-protocol'

/** How a process came to its end. */
export type ProcessEnd = 'killed' | 'outOfMemory' | 'crashed'

export interface EvaluatorProcessOptions {
  /** `jsonata-host`, as `.js` beside a bundle or as the `.ts` source. */
  hostModule: URL
  /** Heap of the process. */
  memoryMb: number
  onReady(): void
  /** Called once, when it has ended or was told to. */
  onEnd(end: ProcessEnd): void
}

/**
 * One process that evaluates JSONata, one request at a time.
 *
 * It is a process and not a thread: a single large allocation beyond a thread's bound of memory aborts the whole process (measured
 * with Node 20), and an endless built-in can't be ended in a thread. It keeps the engine's process alive only while it evaluates.
 */
export class EvaluatorProcess {
  private readonly child: ChildProcess
  private waiting: ((outcome: JsonataOutcome) => void) | null = null
  private ready = false
  private ended = false

  constructor(private readonly options: EvaluatorProcessOptions) {
    const { hostModule, memoryMb } = options
    const fromSource = hostModule.pathname.endsWith('.ts')
    this.child = fork(fileURLToPath(hostModule), [], {
      execArgv: [`--max-old-space-size=${memoryMb}`, ...(fromSource ? ['--import', typescriptLoader()] : [])],
      // An expression has no business with the engine's settings and secrets.
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.hold(false)
    this.child.on('message', (message: FromEvaluator) => this.receive(message))
    this.child.on('error', () => this.end('crashed'))
    this.child.on('exit', (code, signal) => this.end(code === 134 || signal === 'SIGABRT' ? 'outOfMemory' : 'crashed'))
  }

  /** True when it can take a request now. */
  get idle(): boolean {
    return this.ready && !this.ended && this.waiting === null
  }

  /** Evaluates; the process must be idle. `settle` is not called when the process ends meanwhile: then `onEnd` is. */
  evaluate(request: JsonataRequest, settle: (outcome: JsonataOutcome) => void): void {
    this.waiting = settle
    this.hold(true)
    this.child.send(request, (error) => {
      if (error) this.end('crashed')
    })
  }

  /** Ends it at once, whatever it is doing. */
  kill(): void {
    this.end('killed')
  }

  private receive(message: FromEvaluator): void {
    if (this.ended) return
    if (message.type === 'ready') {
      this.ready = true
      this.options.onReady()
      return
    }
    const settle = this.waiting
    this.waiting = null
    this.hold(false)
    settle?.(message.outcome)
  }

  private end(end: ProcessEnd): void {
    if (this.ended) return
    this.ended = true
    this.waiting = null
    this.hold(false)
    this.child.kill('SIGKILL')
    this.options.onEnd(end)
  }

  private hold(hold: boolean): void {
    for (const handle of [this.child, this.child.channel]) hold ? handle?.ref() : handle?.unref()
  }
}

function typescriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}
