import { rmSync } from 'node:fs'
import { measureEventToPixel } from './event-to-pixel.mjs'
import { measureFirstLoad } from './first-load.mjs'
import { consoleUrl, dataDir, engineUrl, openBrowser, startProduct } from './product.mjs'

const startedAtMs = performance.now()
const { child, link } = await startProduct()
// However this ends, the product ends with it.
process.on('exit', () => child.kill('SIGTERM'))
const startMs = Math.round(performance.now() - startedAtMs)

const browser = await openBrowser()
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
