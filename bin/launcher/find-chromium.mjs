import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail } from './fail.mjs'
import { progress } from './progress.mjs'
import { ROOT } from './root.mjs'
import { runLogged } from './run-logged.mjs'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/**
 * The Chromium that browser tests run in: Playwright's own when it is there, else the system's, else one is installed:
 * Playwright's download, or by apt where this user may. Ends the process with a clear line when none can be had.
 */
export async function findChromium({ dataDir }) {
  const present = (await playwrightChromium()) ?? onPath(SYSTEM_NAMES)
  if (present) return present

  const step = progress('Installing Chromium for the browser tests')
  const logFile = join(dataDir, 'logs', 'chromium.log')
  await runLogged(process.execPath, [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
    logFile,
  })
  let path = await playwrightChromium()
  if (!path && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    step.detail('by apt')
    await runLogged('sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'], { logFile })
    path = onPath(SYSTEM_NAMES)
  }
  step.done(path ? 'done' : 'failed')
  return (
    path ??
    fail(
      `no Chromium could be installed for the browser tests. Install one named chromium and try again. Log: ${logFile}`,
    )
  )
}
