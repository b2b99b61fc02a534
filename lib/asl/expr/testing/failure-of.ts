import { StatesError } from '@/lib/asl/states-error'

interface Failure {
  error: string
  cause: string
  location: string | null
}

/** The StatesError that the call throws or rejects with; fails the test when there is none. */
export async function failureOf(call: () => unknown): Promise<Failure> {
  try {
    await call()
  } catch (thrown) {
    if (!(thrown instanceof StatesError)) throw thrown
    return { error: thrown.error, cause: thrown.cause, location: thrown.location }
  }
  throw new Error('A StatesError was expected')
}
