import { expect, test } from '@playwright/test'
import { createAndStart } from '../fixtures/engine-client'
import { EVERY_SHAPE, LONG_WAIT, WAIT_ASK_WAIT } from '../machines'
import { ExecutionPage } from '../pages/execution-page'
import { StartDialog } from '../pages/start-dialog'

test('steps go live one after the other without a reload', async ({ page }) => {
  const execution = new ExecutionPage(page)
  await execution.open(await createAndStart(`live-${Date.now()}`, WAIT_ASK_WAIT))
  await execution.expectStep('Before', 'Running')
  await execution.expectStep('Ask', 'Not reached')
  await execution.expectStep('After', 'Running')
  await execution.expectStep('Ask', 'Succeeded')
  await execution.expectStatus('Running')
  await execution.expectStep('After', 'Succeeded')
  await execution.expectStatus('Succeeded')
})

test('stopping asks once, says what happens and ends the execution; running again starts a new one with the same input', async ({
  page,
}) => {
  const execution = new ExecutionPage(page)
  const arn = await createAndStart(`stop-${Date.now()}`, LONG_WAIT, { kept: 'input' })
  await execution.open(arn)
  await execution.expectStep('Wait', 'Running')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Steps that are running are aborted')
  await dialog.getByRole('textbox', { name: 'Reason (optional)' }).fill('not needed any more')
  await dialog.getByRole('button', { name: 'Stop execution' }).click()
  await execution.expectStatus('Aborted')
  await execution.expectStep('Wait', 'Aborted')
  await expect(execution.inspector.getByText('not needed any more').first()).toBeVisible()

  await page.getByRole('button', { name: 'Run again' }).click()
  const again = new StartDialog(page)
  await expect(again.input).toContainText('"kept"')
  await again.submit()
  await expect.poll(() => execution.arn()).not.toBe(arn)
  await execution.expectStep('Wait', 'Running')
  await expect(execution.inspector.getByText('"input"')).toBeVisible()
})

test('selection, tab and data survive a reload because they live in the address', async ({ page }) => {
  const execution = new ExecutionPage(page)
  await execution.open(await createAndStart(`address-${Date.now()}`, EVERY_SHAPE, { n: 0 }))
  await execution.expectStatus('Succeeded')
  await execution.select('Enough')
  await execution.panel.getByRole('tab', { name: /Events/ }).click()
  await expect(execution.panel.getByText('ChoiceStateEntered').first()).toBeVisible()
  await page.reload()
  await expect(execution.inspector.getByRole('heading', { name: 'Enough' })).toBeVisible()
  await expect(execution.panel.getByText('ChoiceStateEntered').first()).toBeVisible()
})

test('the keyboard walks the transitions, opens a step and searches one', async ({ page }) => {
  const execution = new ExecutionPage(page)
  await execution.open(await createAndStart(`keys-${Date.now()}`, EVERY_SHAPE, { n: 0 }))
  await execution.expectStep('Fan', 'Succeeded')
  await execution.step('Count').focus()
  await page.keyboard.press('ArrowDown')
  await expect(execution.step('Enough')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(execution.step('Fan')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(execution.inspector.getByRole('heading', { name: 'Fan' })).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type('Righ')
  await page.keyboard.press('Enter')
  await expect(execution.inspector.getByRole('heading', { name: 'Right' })).toBeVisible()
})

test('a container collapses to one box and opens again', async ({ page }) => {
  const execution = new ExecutionPage(page)
  await execution.open(await createAndStart(`collapse-${Date.now()}`, EVERY_SHAPE, { n: 0 }))
  await expect(execution.step('Left')).toBeVisible()
  await execution.graph.getByRole('button', { name: 'Collapse Fan' }).click()
  await expect(execution.step('Left')).toHaveCount(0)
  await execution.graph.getByRole('button', { name: 'Expand Fan' }).click()
  await expect(execution.step('Left')).toBeVisible()
})

test('an execution that does not exist says so and leads on', async ({ page }) => {
  await page.goto('/executions/arn%3Aaws%3Astates%3Aus-east-1%3A123456789012%3Aexecution%3Anone%3Anothing')
  await expect(page.getByText('There is no such execution')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'All executions' }).click()
  await expect(page.getByRole('heading', { name: 'Executions', exact: true })).toBeVisible()
})
