import { spawn } from 'node:child_process'
import { ROOT } from './root.mjs'

const PARENT_WATCH = new URL('./parent-watch.mjs', import.meta.url).href
const KILL_AFTER_MS = 1_700

/**
 * Starts a Node process of ours that ends with this one, also when this one is killed. What it writes to standard output is
 * dropped with `quiet`; standard error always reaches the terminal.
 */
export function startChild(args, environment, { quiet = false } = {}) {
  const child = spawn(process.execPath, ['--import', PARENT_WATCH, ...args], {
    cwd: ROOT,
    env: { ...environment, PASSO_LAUNCHER_PID: String(process.pid) },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  })
  child.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  return child
}

/** Ends a child: SIGTERM, then SIGKILL when it takes too long. Resolves when it is gone. */
export async function stopChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
  await child.ended
  clearTimeout(timer)
}
