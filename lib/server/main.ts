import { JournalError } from '@/lib/engine/journal/journal-error'
import { readSettings } from './settings'
import { type RunningEngine, startEngine } from './start-engine'
import { StartError } from './start-error'

// The launcher waits two seconds for the process to end.
const LONGEST_CLOSE_MS = 1_500

function fail(error: unknown): never {
  const expected = error instanceof StartError || error instanceof JournalError
  process.stderr.write(`passo: ${expected ? error.message : (error instanceof Error && error.stack) || error}\n`)
  process.exit(1)
}

function endOnSignal({ close }: RunningEngine): void {
  let closing = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (closing) return
      closing = true
      setTimeout(() => process.exit(0), LONGEST_CLOSE_MS).unref()
      close().then(() => process.exit(0), fail)
    })
  }
}

// A defect that nobody caught may have left anything half done: end, and go on from the journal at the next start.
process.on('uncaughtException', fail)

try {
  const running = await startEngine(readSettings(process.env))
  endOnSignal(running)
  running.fault.catch(fail)
} catch (error) {
  fail(error)
}
