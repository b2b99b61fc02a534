import { expect, test } from '@playwright/test'
import { ENGINE_URL } from '../fixtures/product'

test.describe('without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  for (const path of [
    '/workflows',
    '/executions',
    '/executions/arn%3Aaws%3Astates%3Aus-east-1%3A123456789012%3Aexecution%3Aa%3Ab',
  ]) {
    test(`${decodeURIComponent(path)} leads to the sign-in page and shows nothing`, async ({ page }) => {
      await page.goto(path)
      await expect(page).toHaveURL(/\/sign-in/)
      await expect(page.getByText('npm start').first()).toBeVisible()
    })
  }

  for (const path of ['/api/executions/arn%3Aa/events', '/api/workflows', '/api/workflows/arn%3Aa/inputs']) {
    test(`GET ${decodeURIComponent(path)} is refused`, async ({ request }) => {
      const response = await request.get(path, { maxRedirects: 0 })
      expect(response.status()).toBe(401)
    })
  }

  test('both halves say their version and that they are ready, without a session', async ({ request }) => {
    const ours = await (await request.get('/api/health')).json()
    expect(ours).toMatchObject({ status: 'ready', engine: { reachable: true } })
    const engines = await (await request.get(`${ENGINE_URL}/health`)).json()
    expect(engines).toEqual({ status: 'ready', version: ours.version })
    expect(ours.version).toMatch(/^\d+\.\d+\.\d+/)
  })

  test('the used link says so and signs nobody in', async ({ page }) => {
    await page.goto(process.env.PASSO_USED_LINK ?? '')
    await expect(page.getByText('This link has been used already.')).toBeVisible()
    await page.goto('/workflows')
    await expect(page).toHaveURL(/\/sign-in/)
  })

  test('a made-up link signs nobody in', async ({ page }) => {
    await page.goto('/sign-in?token=made-up')
    await expect(page.getByText(/not the newest one|used already/)).toBeVisible()
  })
})
