import { stopChild } from './child.mjs'

const RESTART_WINDOW_MS = 60_000
const MAX_RESTARTS = 5
const PARENT_CHECK_MS = 250

/**
 * Calls `end` on Ctrl-C and SIGTERM. npm passes a signal to the shell between it and this process only, so under npm the loss
 * of that shell counts as one.
 */
export function onEndSignal(end) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref()
}

/**
 * Keeps a set of children running until a signal ends them all. `start` functions give a fresh child; one that dies by itself
 * is started again, at most five times a minute, because the engine resumes its executions from the journal.
 */
export function supervise(starters, { onGiveUp, onRestart }) {
  const children = new Map()
  let closing = false

  const run = (name) => {
    const child = starters[name]()
    children.set(name, child)
    return child
  }
  const watch = (name, restarts = []) => {
    children.get(name).ended.then(({ code, signal }) => {
      if (closing) return
      const recent = restarts.filter((atMs) => Date.now() - atMs < RESTART_WINDOW_MS)
      if (recent.length >= MAX_RESTARTS) return void close().then(() => onGiveUp(name, code ?? signal))
      onRestart(name, signal ?? `code ${code}`)
      run(name)
      watch(name, [...recent, Date.now()])
    })
  }
  const close = async () => {
    closing = true
    await Promise.all([...children.values()].map(stopChild))
  }
  return {
    /** Starts one child, not yet restarted when it ends: its start may fail for a reason that a restart won't mend. */
    start: run,
    /** From here on, children that end are started again. */
    keep: (name) => watch(name),
    close,
    isClosing: () => closing,
  }
}
