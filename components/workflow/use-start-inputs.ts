'use client'

import { useEffect, useState } from 'react'
import { routes } from '@/lib/console/routes'
import type { StepStatus } from '@/lib/execution/step-view'

export interface StartInputs {
  example: string | null
  recent: { execution: string; status: StepStatus; startedAtMs: number; input: string }[]
}

const NONE: StartInputs = { example: null, recent: [] }

/** The inputs that can be reused; null while they are looked for, none when they can't be read. */
export function useStartInputs(stateMachineArn: string): StartInputs | null {
  const [inputs, setInputs] = useState<StartInputs | null>(null)
  useEffect(() => {
    const asked = new AbortController()
    fetch(routes.startInputs(stateMachineArn), { signal: asked.signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<StartInputs>) : NONE))
      .catch(() => NONE)
      .then((found) => asked.signal.aborted || setInputs(found))
    return () => asked.abort()
  }, [stateMachineArn])
  return inputs
}
