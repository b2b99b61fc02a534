import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../../bin/launcher/find-chromium.mjs'
import { ROOT } from '../../bin/launcher/root.mjs'
import { measureEventToPixel } from './event-to-pixel.mjs'
import { measureFirstLoad } from './first-load.mjs'

const CONSOLE_PORT = 3430
const ENGINE_PORT = 8430
const consoleUrl = `http://127.0.0.1:${CONSOLE_PORT}`
const engineUrl = `http://127.0.0.1:${ENGINE_PORT}`
const dataDir = mkdtempSync(join(tmpdir(), 'passo-bench-'))

function startProduct() {
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

const startedAtMs = performance.now()
const { child, link } = await startProduct()
const startMs = Math.round(performance.now() - startedAtMs)

const browser = await chromium.launch({
  executablePath: await findChromium({ dataDir }),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
})
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
const page = await context.newPage()
await page.goto(link)
await page.waitForURL('**/workflows')

const pixel = await measureEventToPixel(page, { consoleUrl, engineUrl })
const firstLoad = await measureFirstLoad(context, consoleUrl, pixel.executionPath)

const stopStartedAtMs = performance.now()
const ended = new Promise((resolve) => child.once('exit', resolve))
child.kill('SIGTERM')
await ended
const stopMs = Math.round(performance.now() - stopStartedAtMs)
await browser.close()
rmSync(dataDir, { recursive: true, force: true })

console.log(`start ${startMs} ms, stop with a stream open ${stopMs} ms`)
console.table(firstLoad)
console.log(`event to pixel over ${pixel.count} changes: p50 ${pixel.p50} ms, p95 ${pixel.p95} ms, max ${pixel.max} ms`)
