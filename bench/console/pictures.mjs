// Takes a picture of every page, light and dark, 1440 and 1024 wide, into a folder; those of the README with --readme.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../bin/launcher/root.mjs'
import { consoleUrl, dataDir, openBrowser, startProduct } from './product.mjs'

const readme = process.argv.includes('--readme')
const out = readme ? join(ROOT, 'docs/images') : join(ROOT, '.cache/pictures')
mkdirSync(out, { recursive: true })

const { child, link } = await startProduct()
// However this ends, the product ends with it.
process.on('exit', () => child.kill('SIGTERM'))
const browser = await openBrowser()

async function signedIn() {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForURL('**/workflows')
  return context
}

/** Runs a sample from its example input, or from the one given, and gives the execution page's address once it has ended. */
async function run(page, name, input) {
  await page.goto(`${consoleUrl}/workflows`)
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Start execution' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Example' }).click()
  if (input) await dialog.getByRole('textbox', { name: 'Input' }).fill(JSON.stringify(input))
  await dialog.getByRole('button', { name: /^Start/ }).click()
  await page.waitForURL('**/executions/*')
  await page
    .getByRole('banner')
    .getByText(/^(Succeeded|Failed)$/)
    .waitFor({ timeout: 60_000 })
  return page.url().replace(/\?.*/, '')
}

const context = await signedIn()
const page = await context.newPage()
await page.setViewportSize({ width: 1440, height: 900 })
const paths = {}
for (const name of ['prompt-chain', 'prompt-router', 'best-of-three', 'summarise-documents', 'low-latency-assistant']) {
  paths[name] = await run(page, name)
}
paths['order-fulfilment'] = await run(page, 'order-fulfilment')
const refused = { orderId: 'A-1043', item: 'walking boots', quantity: 1, amount: 89.9, card: 'declined' }
paths['order-refused'] = await run(page, 'order-fulfilment', refused)
await page.goto(`${consoleUrl}/workflows`)
const workflow = new URL(
  await page.getByRole('main').getByRole('link', { name: 'order-fulfilment', exact: true }).getAttribute('href'),
  consoleUrl,
).href

const step = (path, name) => `${path}?step=${encodeURIComponent(`/States/${name}`)}`
const PAGES = {
  'sign-in': `${consoleUrl}/sign-in`,
  workflows: `${consoleUrl}/workflows`,
  executions: `${consoleUrl}/executions`,
  workflow,
  'workflow-executions': `${workflow}?tab=executions`,
  'workflow-definition': `${workflow}?tab=definition`,
  'execution-prompt': step(paths['prompt-chain'], 'Draft'),
  'execution-router': step(paths['prompt-router'], 'AnswerBilling'),
  execution: `${paths['best-of-three']}?step=${encodeURIComponent('/States/AskThreeModels/Branches[0]/States/AskClaude')}`,
  'execution-map': paths['summarise-documents'],
  'execution-express': paths['low-latency-assistant'],
  'execution-failed': paths['order-refused'],
}
const WANTED = readme
  ? [
      ['execution', 'light', 1440],
      ['workflow', 'light', 1440],
      ['execution-prompt', 'dark', 1440],
    ]
  : Object.keys(PAGES).flatMap((name) =>
      ['light', 'dark'].flatMap((theme) => [1440, 1024].map((width) => [name, theme, width])),
    )

for (const [name, theme, width] of WANTED) {
  await page.emulateMedia({ colorScheme: theme })
  await page.setViewportSize({ width, height: width === 1024 ? 768 : 900 })
  await page.goto(PAGES[name])
  await page.getByRole('main').waitFor()
  if (/^(workflow|execution)($|-)/.test(name) && !/executions|definition/.test(name)) {
    await page.locator('[data-state]').first().waitFor()
  }
  // Fonts and the first layout of the canvas.
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 400))))
  await page.screenshot({ path: join(out, readme ? `${name}-${theme}.png` : `${name}-${theme}-${width}.png`) })
}
await browser.close()
child.kill('SIGTERM')
await new Promise((resolve) => child.once('exit', resolve))
rmSync(dataDir, { recursive: true, force: true })
console.log(`${WANTED.length} pictures in ${out}`)
