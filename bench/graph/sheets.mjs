// Contact sheets of a folder of definitions: node bench/graph/sheets.mjs <folder> <out> [dark] [status] [only=<part of a name>] [size=WxH]
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { buildPage } from './build.mjs'

const [folder, out, ...flags] = process.argv.slice(2)
if (!folder || !out)
  throw new Error('usage: sheets.mjs <folder of definitions> <output folder> [dark] [status] [only=name]')
const only = flags.find((flag) => flag.startsWith('only='))?.slice(5) ?? ''
const [width, height] = (flags.find((flag) => flag.startsWith('size='))?.slice(5) ?? '960x720').split('x').map(Number)
const theme = flags.includes('dark') ? 'dark' : 'light'
const status = flags.includes('status')

mkdirSync(out, { recursive: true })
const page = await buildPage(join(out, 'page'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
})
const tab = await browser.newPage({ viewport: { width, height } })
tab.on('pageerror', (error) => console.error('page error:', error.message))
tab.on('console', (message) => message.type() === 'error' && console.error('console:', message.text()))
await tab.goto(pathToFileURL(page).href)
const shots = []
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name.includes(only))
  .sort()) {
  const definition = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  await tab.evaluate(([given, options]) => window.drawGraph(given, options), [definition, { theme, status }])
  const shot = join(out, `${basename(file, '.json')}-${theme}${status ? '-status' : ''}.png`)
  await tab.screenshot({ path: shot })
  shots.push(shot)
}
await browser.close()
if (shots.length > 1) {
  for (let at = 0; at < shots.length; at += 9) {
    const sheet = join(out, `sheet-${theme}${status ? '-status' : ''}-${String(at / 9).padStart(2, '0')}.png`)
    execFileSync('montage', [...shots.slice(at, at + 9), '-tile', '3x3', '-geometry', '660x495+3+3', sheet])
  }
}
console.log(`${shots.length} graphs`)
