import 'server-only'
import type { ConsoleError } from '@/lib/shared/console-error'
import { err, ok, type Result } from '@/lib/shared/result'
import { toConsoleError } from './to-console-error'

/** Runs SDK calls and gives their outcome as a value: nothing an engine can answer is thrown. */
export async function callEngine<T>(call: () => Promise<T>): Promise<Result<T, ConsoleError>> {
  try {
    return ok(await call())
  } catch (error) {
    return err(toConsoleError(error))
  }
}
