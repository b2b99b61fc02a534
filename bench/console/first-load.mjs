const PAGES = [
  ['/sign-in', '/sign-in'],
  ['/workflows', '/workflows'],
  ['/executions', '/executions'],
]

/** Script bytes (as sent, gzip) that each page loads with an empty cache, in kB. */
export async function measureFirstLoad(context, consoleUrl, executionPath) {
  const workflowPath = await firstWorkflowPath(context, consoleUrl)
  const rows = []
  for (const [name, path] of [...PAGES, ['/workflows/[name]', workflowPath], ['/executions/[arn]', executionPath]]) {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
    const scripts = new Map()
    devtools.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.set(requestId, 0)
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) scripts.set(requestId, encodedDataLength)
    })
    await page.goto(consoleUrl + path, { waitUntil: 'load' })
    await page.getByRole('main').waitFor()
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0)
    rows.push({ page: name, 'JavaScript kB': Math.round(bytes / 102.4) / 10, files: scripts.size })
    await page.close()
  }
  return rows
}

async function firstWorkflowPath(context, consoleUrl) {
  const page = await context.newPage()
  await page.goto(`${consoleUrl}/workflows`)
  const href = await page.getByRole('main').getByRole('link', { name: 'prompt-chain' }).first().getAttribute('href')
  await page.close()
  return href
}
