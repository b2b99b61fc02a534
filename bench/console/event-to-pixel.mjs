import {
  CreateStateMachineCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'

const STEPS = 40

/** A chain of one-second waits with passes between, entered at moments that no poll can foresee. */
function chain() {
  const States = {}
  for (let index = 0; index < STEPS; index += 1) {
    const wait = `Wait${index}`
    const pass = `Pass${index}`
    States[wait] = { Type: 'Wait', Seconds: 1, Next: pass }
    States[pass] = index === STEPS - 1 ? { Type: 'Pass', End: true } : { Type: 'Pass', Next: `Wait${index + 1}` }
  }
  return { StartAt: 'Wait0', States }
}

/** Notes in the page when each step's card is painted with each new status. */
function watchCards() {
  window.painted = []
  const seen = new Map()
  const look = () => {
    for (const card of document.querySelectorAll('[data-state]')) {
      const status = card.getAttribute('aria-label')?.split(', ')[2]
      const path = card.getAttribute('data-state')
      if (!status || seen.get(path) === status) continue
      seen.set(path, status)
      // The frame after this one has the change on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => window.painted.push([path, status, Date.now()])))
    }
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
  look()
}

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

/** Milliseconds from the engine's time stamp of an event to the frame that shows it, over a chain of waits. */
export async function measureEventToPixel(page, { consoleUrl, engineUrl }) {
  const client = new SFNClient({
    endpoint: engineUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: 'event-to-pixel',
      definition: JSON.stringify(chain()),
      roleArn: 'arn:aws:iam::123456789012:role/passo',
    }),
  )
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }))
  const executionPath = `/executions/${encodeURIComponent(executionArn)}`
  await page.goto(consoleUrl + executionPath)
  await page.locator('[data-state]').first().waitFor()
  await page.evaluate(watchCards)
  await page
    .getByRole('banner')
    .getByText('Succeeded', { exact: true })
    .waitFor({ timeout: (STEPS + 20) * 1_000 })
  const painted = await page.evaluate(() => window.painted)

  const events = []
  let nextToken
  do {
    const answer = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken }))
    events.push(...(answer.events ?? []))
    nextToken = answer.nextToken
  } while (nextToken)
  const atMs = new Map()
  for (const event of events) {
    const name = event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name
    if (name)
      atMs.set(`/States/${name} ${event.stateEnteredEventDetails ? 'Running' : 'Succeeded'}`, event.timestamp.getTime())
  }
  const delays = painted
    .filter(([path, status]) => /Wait([2-9]|\d\d)$/.test(path) && atMs.has(`${path} ${status}`))
    .map(([path, status, paintedAtMs]) => paintedAtMs - atMs.get(`${path} ${status}`))
    .sort((a, b) => a - b)
  return {
    executionPath,
    count: delays.length,
    p50: quantile(delays, 0.5),
    p95: quantile(delays, 0.95),
    max: delays.at(-1),
  }
}
