import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../../bin/launcher/find-chromium.mjs'
import { ROOT } from '../../bin/launcher/root.mjs'

const CONSOLE_PORT = 3430
const ENGINE_PORT = 8430

export const consoleUrl = `http://127.0.0.1:${CONSOLE_PORT}`
export const engineUrl = `http://127.0.0.1:${ENGINE_PORT}`
export const dataDir = mkdtempSync(join(tmpdir(), 'passo-bench-'))

/** Starts the built product as a user does, on an empty data folder; resolves with its process and the printed link. */
export function startProduct() {
  const child = spawn(process.execPath, [join(ROOT, 'bin/passo.mjs'), 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PASSO_PORT: String(CONSOLE_PORT),
      PASSO_ENGINE_PORT: String(ENGINE_PORT),
      PASSO_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      const link = /(http:\S+\/sign-in\?token=\S+)/.exec(output)?.[1]
      if (link) resolve({ child, link })
    })
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)))
  })
}

export const openBrowser = async () =>
  chromium.launch({
    executablePath: await findChromium({ dataDir }),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
