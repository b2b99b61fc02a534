import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { createAndStart } from '../fixtures/engine-client'
import { EVERY_SHAPE } from '../machines'
import { ExecutionPage } from '../pages/execution-page'
import { WorkflowsPage } from '../pages/workflows-page'

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
  ).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the sign-in page has no accessibility violation', async ({ browser }) => {
      const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, colorScheme })
      const page = await context.newPage()
      await page.goto('/sign-in')
      await expect(page.getByText('npm start').first()).toBeVisible()
      await expectNoViolations(page)
      await context.close()
    })

    test('the lists have no accessibility violation', async ({ page }) => {
      await new WorkflowsPage(page).open()
      await expect(page.getByRole('link', { name: 'prompt-chain', exact: true })).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/executions')
      await expect(page.getByRole('heading', { name: 'Executions', exact: true })).toBeVisible()
      await expectNoViolations(page)
    })

    test('a workflow and its start dialog have no accessibility violation', async ({ page }) => {
      const dialog = await new WorkflowsPage(page).startDialog('order-fulfilment')
      await expect(dialog.input).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await expect(dialog.root).toBeHidden()
      await expect(page.getByRole('button', { name: /^ChargeCard, / })).toBeVisible()
      await expectNoViolations(page)
    })

    test('an execution with a selected step has no accessibility violation', async ({ page }) => {
      const execution = new ExecutionPage(page)
      await execution.open(await createAndStart(`axe-${colorScheme}-${Date.now()}`, EVERY_SHAPE, { n: 0 }))
      await execution.expectStatus('Succeeded')
      await execution.select('Count')
      await expectNoViolations(page)
    })
  })
}
