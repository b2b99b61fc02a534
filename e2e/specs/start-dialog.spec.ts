import { expect, test } from '@playwright/test'
import { WorkflowsPage } from '../pages/workflows-page'

test('broken JSON is named at its line, nothing starts, and nothing typed is lost', async ({ page }) => {
  const dialog = await new WorkflowsPage(page).startDialog('prompt-chain')
  await dialog.type('{\n  "topic": "tides",\n  "audience" "children"\n}')
  await expect(dialog.root.getByRole('alert')).toContainText('Line 3')
  await expect(dialog.start).toBeDisabled()
  await expect(dialog.input).toContainText('"audience" "children"')
})

test('a name that is taken is refused by the engine with the dialog still open and filled', async ({ page }) => {
  const workflows = new WorkflowsPage(page)
  const name = `taken-${Date.now()}`
  const first = await workflows.startDialog('prompt-chain')
  await first.root.getByRole('textbox', { name: 'Name' }).fill(name)
  await first.takeExample()
  await first.submit()
  await page.waitForURL('**/executions/*')

  const second = await workflows.startDialog('prompt-chain')
  await second.root.getByRole('textbox', { name: 'Name' }).fill(name)
  await second.type('{"topic": "another", "audience": "all"}')
  await second.submit()
  await expect(second.root.getByRole('alert')).toBeVisible()
  await expect(second.input).toContainText('another')
})

test('the inputs of earlier executions are offered again', async ({ page }) => {
  const workflows = new WorkflowsPage(page)
  const topic = `lighthouses ${Date.now()}`
  await workflows.start('prompt-chain', { topic, audience: 'sailors' })
  const dialog = await workflows.startDialog('prompt-chain')
  await expect(dialog.input).toContainText(topic)
})

test('an Express workflow starts from the same dialog and is watched like any other', async ({ page }) => {
  const execution = await new WorkflowsPage(page).start('low-latency-assistant')
  await execution.expectStatus('Succeeded')
  expect(execution.arn()).toContain(':express:')
})

test('a definition that is typed wrong is marked at its place as soon as it is, and no longer once it is right', async ({
  page,
}) => {
  await new WorkflowsPage(page).open()
  await page.getByRole('button', { name: 'New workflow' }).click()
  const dialog = page.getByRole('dialog')
  const definition = dialog.getByRole('textbox', { name: 'Definition' })
  const marks = dialog.locator('.cm-lint-marker-error')
  await definition.fill('{"StartAt": "A" "States": {}}')
  await expect(dialog.getByText('a comma or a closing brace was expected')).toBeVisible()
  await expect(marks).toHaveCount(1)
  await definition.fill('{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}')
  await expect(marks).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeEnabled()
})
