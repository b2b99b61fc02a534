/**
 * A piece of deciding that may have to wait for JSONata. It yields a promise only when there is one, so that a machine without
 * JSONata is decided without a single await.
 */
export type Work<T> = Generator<Promise<unknown>, T, unknown>

/** The value itself, or what its promise resolves to. */
export function* settle<T>(value: T | Promise<T>): Work<T> {
  return value instanceof Promise ? ((yield value) as T) : value
}

/** Does the work; gives a promise only when the work had to wait. Throws, or rejects with, what the work throws. */
export function runWork<T>(work: Work<T>): T | Promise<T> {
  const first = work.next()
  return first.done ? first.value : finish(work, first.value)
}

async function finish<T>(work: Work<T>, first: Promise<unknown>): Promise<T> {
  for (let pending = first; ; ) {
    const outcome = await pending.then(
      (value) => ({ ok: true as const, value }),
      (error: unknown) => ({ ok: false as const, error }),
    )
    const step = outcome.ok ? work.next(outcome.value) : work.throw(outcome.error)
    if (step.done) return step.value
    pending = step.value
  }
}
