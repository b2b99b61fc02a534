import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn'
import { expect, test } from '@playwright/test'
import { createAndStart, engineClient } from '../fixtures/engine-client'
import { DATA_DIR } from '../fixtures/product'
import { RETRY_THEN_CATCH } from '../machines'
import { ExecutionPage } from '../pages/execution-page'

test('an engine killed in the middle of a retry resumes the same execution, and the open page follows it to its end', async ({
  page,
}) => {
  const arn = await createAndStart(`resume-${Date.now()}`, RETRY_THEN_CATCH)
  const execution = new ExecutionPage(page)
  await execution.open(arn)
  await execution.expectStep('CallTwice', 'Retry')

  const pid = Number(/\d+/.exec(readFileSync(join(DATA_DIR, 'engine.pid'), 'utf8'))?.[0])
  process.kill(pid, 'SIGKILL')
  await expect(page.getByText(/Reconnecting, last update/)).toBeVisible()

  await execution.expectStep('Finished', 'Succeeded', 40_000)
  await execution.expectStep('CallTwice', 'Caught')
  await execution.expectStatus('Succeeded')
  await expect(page.getByText(/Reconnecting, last update/)).toBeHidden()

  const described = await engineClient.send(new DescribeExecutionCommand({ executionArn: arn }))
  expect(described.output).toBe('"went on"')
  const { events = [] } = await engineClient.send(new GetExecutionHistoryCommand({ executionArn: arn }))
  expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1))
  expect(events.filter((event) => event.type === 'TaskScheduled')).toHaveLength(2)
})
