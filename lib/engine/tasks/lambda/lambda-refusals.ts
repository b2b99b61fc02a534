import type { TaskOutcome } from '../../core/effects'

/** AWS Lambda's answer to a call of a function it doesn't have. Source: recorded histories of real executions. */
export function functionNotFound(qualifiedArn: string, requestId: string): TaskOutcome {
  const cause = `Function not found: ${qualifiedArn} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: ${requestId}; Proxy: null)`
  return { ok: false, error: 'Lambda.ResourceNotFoundException', cause }
}

/** AWS Lambda's answer to text that can't name a function. It has no modelled error for it, so the name is the service's own. */
export function invalidFunctionName(name: string, requestId: string): TaskOutcome {
  const cause = `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))? (Service: AWSLambda; Status Code: 400; Error Code: ValidationException; Request ID: ${requestId}; Proxy: null)`
  return { ok: false, error: 'Lambda.AWSLambdaException', cause }
}
