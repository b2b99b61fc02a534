import { expect, test } from '@playwright/test'

test.describe('with a Brazilian browser', () => {
  test.use({ locale: 'pt-BR' })

  test('the interface speaks Portuguese, and English once chosen, which is kept', async ({ page }) => {
    await page.goto('/workflows')
    await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR')
    await expect(page.getByRole('heading', { name: 'Fluxos' })).toBeVisible()
    await page.getByRole('button', { name: 'Idioma' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible()
  })
})

test('the chosen theme is kept and set before the page is painted', async ({ page }) => {
  await page.goto('/workflows')
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
