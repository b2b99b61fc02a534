import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole, buildEngine } from './launcher/build.mjs'
import { findChromium } from './launcher/find-chromium.mjs'
import { install } from './launcher/install.mjs'
import { requireNode } from './launcher/require-node.mjs'
import { ROOT } from './launcher/root.mjs'
import { readSettings } from './launcher/settings.mjs'

const REPORTS = join(ROOT, '.cache', 'test-reports')
const bin = (path) => join(ROOT, 'node_modules', path)

/** Runs one tool with its output on the terminal; resolves to its exit code. */
function tool(args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...environment },
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

async function check(label, ...commands) {
  process.stdout.write(`\n— ${label}\n`)
  for (const args of commands) if ((await tool(args)) !== 0) return { passed: 0, failed: 1 }
  return { passed: 1, failed: 0 }
}

/** Runs a test runner that writes a JSON report and counts it; a runner that ends badly without a failed test counts as one. */
async function suite(label, args, reportFile, count, environment) {
  process.stdout.write(`\n— ${label}\n`)
  rmSync(reportFile, { force: true })
  const code = await tool(args, environment)
  let counted = { passed: 0, failed: 0 }
  try {
    counted = count(JSON.parse(readFileSync(reportFile, 'utf8')))
  } catch {
    process.stderr.write(`passo: ${label} left no report\n`)
  }
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

requireNode()
const settings = readSettings()
await install(settings)
const chromium = await findChromium(settings)
mkdirSync(REPORTS, { recursive: true })

const unitReport = join(REPORTS, 'unit.json')
const browserReport = join(REPORTS, 'browser.json')
const results = [
  await check('lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
  await check('unused code and dependencies', [bin('knip/bin/knip.js')]),
  await check('types', [bin('next/dist/bin/next'), 'typegen'], [bin('typescript/bin/tsc'), '--noEmit', '-p', ROOT]),
  await suite(
    'unit and integration tests',
    [bin('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
    unitReport,
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  ),
]
await buildEngine()
await buildConsole(settings)
results.push(
  await suite(
    'browser tests',
    [bin('@playwright/test/cli.js'), 'test', '-c', join(ROOT, 'e2e/playwright.config.ts')],
    browserReport,
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
    { PASSO_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
  ),
)

const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
