import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { CACHE_DIR, startProduct } from '../fixtures/product'

test('a session survives a restart, and Ctrl-C ends both halves within two seconds with a page open', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const options = { consolePort: 3411, enginePort: 8411, dataDir: join(CACHE_DIR, `restart-${Date.now()}`) }
  const first = await startProduct(options)
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    baseURL: 'http://127.0.0.1:3411',
  })
  const page = await context.newPage()
  await page.goto(first.link)
  await page.waitForURL('**/workflows')
  expect(await first.stop()).toBeLessThan(2_000)

  const second = await startProduct(options)
  await page.goto('/workflows')
  await expect(page.getByRole('link', { name: 'prompt-chain', exact: true })).toBeVisible()
  expect(await second.stop()).toBeLessThan(2_000)
  await context.close()
})

test('npm run dev starts both halves from source and ends them', async ({ request }) => {
  test.setTimeout(120_000)
  const options = { consolePort: 3412, enginePort: 8412, dataDir: join(CACHE_DIR, `dev-${Date.now()}`) }
  const product = await startProduct({ ...options, script: 'dev' })
  expect((await request.get('http://127.0.0.1:3412/api/health')).ok()).toBe(true)
  expect((await request.get('http://127.0.0.1:8412/health')).ok()).toBe(true)
  expect(await product.stop()).toBeLessThan(2_500)
})
