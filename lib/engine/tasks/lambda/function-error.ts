/** What AWS Lambda gives back when a function failed: the payload of a response with FunctionError `Unhandled`. */
export interface FunctionError {
  /** The thrown error's name, or one of the runtime's: `Sandbox.Timedout`, `Runtime.ExitError`, ... */
  errorType: string
  errorMessage: string
  /** Lines of the stack; absent where the runtime itself failed. */
  trace?: string[]
}

/** Source: what Lambda answers when a function runs out of its time. */
export function timedOut(requestId: string, timeoutMs: number): FunctionError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
  }
}

/** Source: what Lambda answers when the runtime's process ends in the middle of a call. */
export function exited(requestId: string, exitCode: number): FunctionError {
  const how =
    exitCode === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${exitCode}`
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${how}` }
}

/** Source: what Lambda answers when a function needs more than its memory, or its process is killed. */
export function killed(requestId: string): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  }
}
