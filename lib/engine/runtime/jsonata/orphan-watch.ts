import { Worker } from 'node:worker_threads'

// The main thread may be inside one endless built-in and never hear that the engine is gone, so another thread looks.
const WATCH = `
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  }, 1000)
`

/** Ends this process within about a second of the end of the one that started it, whatever this one is doing. */
export function watchForOrphanhood(): void {
  new Worker(WATCH, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref()
}
