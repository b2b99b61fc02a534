// Layout and first paint of generated definitions in Chromium: node bench/graph/measure.mjs [output folder]
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { buildPage } from './build.mjs'

const page = await buildPage(process.argv[2] ?? join(tmpdir(), 'passo-graph'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
})
for (const states of [60, 500, 2000]) {
  const paints = []
  let layout
  for (let round = 0; round < 5; round++) {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await tab.goto(pathToFileURL(page).href)
    const { definition, ...times } = await tab.evaluate((count) => window.measureLayout(count), states)
    layout ??= times
    paints.push(await tab.evaluate((given) => window.drawGraph(given, { status: true }), definition))
    await tab.close()
  }
  paints.sort((a, b) => a - b)
  console.log(
    `${states} states: layout ${layout.firstMs.toFixed(1)} ms cold, ${layout.medianMs.toFixed(1)} ms median; ` +
      `first paint ${paints[2].toFixed(0)} ms median of ${paints.length}`,
  )
}
await browser.close()
