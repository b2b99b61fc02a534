import { defineConfig } from '@playwright/test'
import { CONSOLE_URL, SIGNED_IN_STATE } from './fixtures/product'

const executablePath = process.env.PASSO_CHROMIUM || undefined

export default defineConfig({
  testDir: './specs',
  outputDir: '../.cache/e2e/results',
  globalSetup: './fixtures/global-setup.ts',
  // One product serves all specs, and one of them kills its engine.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json']],
  use: {
    baseURL: CONSOLE_URL,
    storageState: SIGNED_IN_STATE,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] },
  },
})
