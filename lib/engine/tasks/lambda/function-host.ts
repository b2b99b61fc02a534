import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Logger } from '@/lib/engine/ports/logger'
import { exited, killed } from './function-error'
import type { CallOutcome, FunctionCall, FunctionLimits } from './function-worker'
import type { FromHost, ToHost } from './host-protocol'
import type { LocalFunction } from './local-function'

export interface FunctionHostOptions extends FunctionLimits {
  /** The module the host process runs: `lambda-host`, as `.js` beside a bundle or as the `.ts` source. */
  hostModule: URL
  maxWorkers: number
  idleMs: number
  logger: Logger
}

/**
 * The process that local functions run in, started at the first call and again after it died.
 *
 * A worker thread alone can't protect the engine: V8 ends the whole process when a single allocation can't be met.
 * I1. Whatever a function does, the engine's process goes on; at worst the calls that are in the host fail.
 * I2. Each call has exactly one outcome.
 * I3. The host ends with the engine, however that ends: it leaves when its channel closes.
 */
export class FunctionHost {
  private child: ChildProcess | null = null
  private readonly calls = new Map<string, (outcome: CallOutcome) => void>()

  constructor(private readonly options: FunctionHostOptions) {}

  /** Never rejects; an aborted call's outcome is a failure that nobody reads. */
  invoke(fn: LocalFunction, call: FunctionCall, signal: AbortSignal): Promise<CallOutcome> {
    return new Promise((resolve) => {
      const abort = () => this.send({ type: 'abort', requestId: call.requestId })
      this.calls.set(call.requestId, (outcome) => {
        signal.removeEventListener('abort', abort)
        resolve(outcome)
      })
      this.child ??= this.start()
      this.send({ type: 'invoke', fn, call })
      signal.addEventListener('abort', abort, { once: true })
      if (signal.aborted) abort()
    })
  }

  /** Ends the process; calls in it fail. */
  close(): void {
    this.child?.kill('SIGKILL')
  }

  private start(): ChildProcess {
    const { hostModule, logger, ...settings } = this.options
    const child = fork(fileURLToPath(hostModule), [JSON.stringify(settings)], {
      execArgv: hostModule.pathname.endsWith('.ts') ? ['--import', typescriptLoader()] : [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const lastWords: string[] = []
    child.stderr?.on('data', (text: Buffer) => lastWords.push(text.toString().slice(0, 2000)))
    child.on('message', (message: FromHost) => this.receive(message))
    child.on('error', (error) => logger.error({ error: error.message }, 'the process of local functions failed'))
    child.on('exit', (code, signal) => this.ended(child, code, signal, lastWords.join('').trim()))
    child.unref()
    child.channel?.unref()
    return child
  }

  private send(message: ToHost): void {
    if (this.child?.connected) this.child.send(message)
  }

  private receive(message: FromHost): void {
    if (message.type === 'log') {
      this.options.logger.debug({ function: message.functionName }, message.text)
      return
    }
    const settle = this.calls.get(message.requestId)
    this.calls.delete(message.requestId)
    settle?.(message.outcome)
  }

  private ended(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null, lastWords: string): void {
    if (this.child !== child) return
    this.child = null
    if (this.calls.size > 0) {
      this.options.logger.warn({ code, signal, lastWords }, 'the process of local functions ended with calls in it')
    }
    for (const [requestId, settle] of [...this.calls]) {
      this.calls.delete(requestId)
      settle({ ok: false, error: signal === null ? exited(requestId, code ?? 1) : killed(requestId), logs: '' })
    }
  }
}

/** The host's module beside the bundle, else its source. */
export function hostModuleBeside(base: string): URL {
  const bundled = new URL('./lambda-host.js', base)
  return existsSync(bundled) ? bundled : new URL('./lambda-host.ts', base)
}

function typescriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}
