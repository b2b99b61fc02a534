'use client'

import { unstable_rethrow } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type ConsoleError, consoleError } from '@/lib/shared/console-error'
import type { Result } from '@/lib/shared/result'

/**
 * Runs a server action that goes elsewhere when it succeeds: whether it is at work, what went wrong last, and how to begin. A console
 * that doesn't answer is an error like any other, so nothing that was typed is lost.
 */
export function useServerAct(act: () => Promise<Result<unknown, ConsoleError>>) {
  const [busy, startTransition] = useTransition()
  const [error, setError] = useState<ConsoleError | null>(null)
  const run = () =>
    startTransition(async () => {
      try {
        const outcome = await act()
        setError(outcome.ok ? null : outcome.error)
      } catch (thrown) {
        unstable_rethrow(thrown)
        setError(consoleError('console-away'))
      }
    })
  return { busy, error, run }
}
