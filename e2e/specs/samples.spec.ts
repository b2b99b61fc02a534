import { expect, test } from '@playwright/test'
import { WorkflowsPage } from '../pages/workflows-page'

const SAMPLES: { name: string; steps: string[]; output: RegExp }[] = [
  { name: 'prompt-chain', steps: ['Outline', 'Draft', 'Polish'], output: /article/ },
  { name: 'prompt-router', steps: ['ClassifyQuestion', 'RouteByLabel', 'AnswerBilling', 'Replied'], output: /billing/ },
  {
    name: 'best-of-three',
    steps: ['AskThreeModels', 'AskClaude', 'AskNova', 'AskLlama', 'PickBest'],
    output: /winner/,
  },
  { name: 'summarise-documents', steps: ['SummariseEach', 'JoinSummaries'], output: /briefing/ },
  {
    name: 'low-latency-assistant',
    steps: ['Prepare', 'LoadHistory', 'RetrieveContext', 'ChooseModel'],
    output: /answer/,
  },
]

test('an empty data folder starts with six workflows, listed with what they are', async ({ page }) => {
  const workflows = new WorkflowsPage(page)
  await workflows.open()
  for (const { name } of SAMPLES) await expect(workflows.link(name)).toBeVisible()
  await expect(workflows.link('order-fulfilment')).toBeVisible()
})

for (const { name, steps, output } of SAMPLES) {
  test(`${name} runs from its example input to its output, each step shown`, async ({ page }) => {
    const execution = await new WorkflowsPage(page).start(name)
    for (const step of steps) await execution.expectStep(step, 'Succeeded')
    await execution.expectStatus('Succeeded')
    await expect(execution.inspector.getByText(output).first()).toBeVisible()
  })
}

test('a model step shows its prompt and its answer as text, and says that the answer is simulated', async ({
  page,
}) => {
  const execution = await new WorkflowsPage(page).start('prompt-chain')
  await execution.expectStatus('Succeeded')
  await execution.select('Draft')
  await expect(execution.inspector.getByText('System', { exact: true })).toBeVisible()
  await expect(execution.inspector.getByText(/You write for curious twelve-year-olds/)).toBeVisible()
  await expect(execution.inspector.getByText('Assistant', { exact: true })).toBeVisible()
  await expect(execution.inspector.getByText('Simulated', { exact: true })).toBeVisible()
})

test('an order is retried while the payment gateway is busy, and shipped', async ({ page }) => {
  const execution = await new WorkflowsPage(page).start('order-fulfilment')
  await execution.expectStep('ChargeCard', 'Retry')
  await execution.expectStep('OrderShipped', 'Succeeded')
  await execution.expectStatus('Succeeded')
  await execution.select('ChargeCard')
  await expect(execution.inspector.getByText('PaymentGatewayBusy', { exact: true })).toHaveCount(2)
})

test('an order whose card is refused is caught, gives the stock back and fails with error and cause first', async ({
  page,
}) => {
  const order = { orderId: 'B-7', item: 'walking boots', quantity: 1, amount: 20, card: 'declined' }
  const execution = await new WorkflowsPage(page).start('order-fulfilment', order)
  await execution.expectStep('ChargeCard', 'Caught')
  await execution.expectStep('ReleaseStock', 'Succeeded')
  await execution.expectStep('OrderRefused', 'Failed')
  await execution.expectStep('ShipOrder', 'Not reached')
  await execution.expectStatus('Failed')
  await expect(execution.inspector.getByRole('heading', { name: 'OrderRefused' })).toBeVisible()
  await expect(execution.inspector.getByText('CardDeclined').first()).toBeVisible()
})
