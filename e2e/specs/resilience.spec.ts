import { expect, test } from '@playwright/test'
import { createAndStart } from '../fixtures/engine-client'
import { beginEngineOutage } from '../fixtures/engine-outage'
import { LONG_WAIT } from '../machines'
import { ExecutionPage } from '../pages/execution-page'
import { WorkflowsPage } from '../pages/workflows-page'

test('a session that ends while the start dialog is open keeps what was typed, and the same dialog starts it once signed in again', async ({
  page,
  context,
}) => {
  const name = `kept-${Date.now()}`
  const dialog = await new WorkflowsPage(page).startDialog('prompt-chain')
  await dialog.root.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.type('{"topic": "harbours", "audience": "children"}')

  const session = await context.cookies()
  await context.clearCookies()
  await dialog.submit()
  await expect(dialog.root.getByRole('alert')).toContainText('signed out')
  await expect(dialog.root.getByRole('textbox', { name: 'Name' })).toHaveValue(name)
  await expect(dialog.input).toContainText('harbours')

  const opened = context.waitForEvent('page')
  await dialog.root.getByRole('link', { name: /Sign in again/ }).click()
  const signIn = await opened
  await expect(signIn).toHaveURL(/\/sign-in/)
  await signIn.close()

  await context.addCookies(session)
  await dialog.submit()
  await page.waitForURL('**/executions/*')
  expect(new ExecutionPage(page).arn()).toContain(name)
})

test('while the engine is away the page counts down to its next try, and shows the workflows by itself once it is back', async ({
  page,
}) => {
  await page.clock.install()
  const endOutage = await beginEngineOutage()
  try {
    await page.goto('/workflows')
    await expect(page.getByRole('heading', { name: 'The local engine does not answer' })).toBeVisible()
    const left = async () => Number(/Next try in (\d+) s/.exec((await page.getByRole('main').textContent()) ?? '')?.[1])
    await expect.poll(left).toBeGreaterThan(5)
    await page.clock.runFor(4_000)
    await expect.poll(left).toBeLessThan(5)
  } finally {
    await endOutage()
  }
  await page.clock.runFor(8_000)
  await expect(new WorkflowsPage(page).link('prompt-chain')).toBeVisible()
})

test('an address that names a step, a visit and a tab which are not there shows the execution', async ({ page }) => {
  const arn = await createAndStart(`stale-address-${Date.now()}`, LONG_WAIT)
  const execution = new ExecutionPage(page)
  const stale = 'step=%2FStates%2FRenamed&visit=99&panel=nothing&data=nothing&event=12345'
  await page.goto(`/executions/${encodeURIComponent(arn)}?${stale}`)
  await execution.expectStep('Wait', 'Running')
  await expect(execution.inspector.getByRole('heading', { name: 'Execution' })).toBeVisible()
})

test('a click on a step leaves following on, a drag of the graph ends it', async ({ page }) => {
  const execution = new ExecutionPage(page)
  await execution.open(await createAndStart(`follow-${Date.now()}`, LONG_WAIT))
  await execution.expectStep('Wait', 'Running')
  await execution.select('Wait')
  const following = execution.graph.getByRole('switch', { name: 'Following' })
  await expect(following).toBeVisible()

  const box = await execution.graph.boundingBox()
  if (!box) throw new Error('the graph is not drawn')
  await page.mouse.move(box.x + 60, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 160, box.y + 120, { steps: 4 })
  await page.mouse.up()
  await expect(following).toBeHidden()
  await expect(execution.graph.getByRole('switch', { name: 'Follow', exact: true })).toBeVisible()
})
