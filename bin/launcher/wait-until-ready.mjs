const POLL_MS = 50

/** Waits until `url` answers with success; resolves to false when `child` ends first or `timeoutMs` has passed. */
export async function waitUntilReady(url, child, timeoutMs = 60_000) {
  const deadlineMs = Date.now() + timeoutMs
  let ended = false
  child.ended.then(() => {
    ended = true
  })
  while (!ended && Date.now() < deadlineMs) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return false
}
