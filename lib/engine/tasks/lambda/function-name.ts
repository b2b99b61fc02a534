import { parseArn } from '@/lib/shared/arn'

/** A function as a workflow names it. */
export interface FunctionName {
  name: string
  /** Version or alias; null for `$LATEST` unsaid. */
  qualifier: string | null
  /** From an ARN or a partial ARN; else null. */
  account: string | null
  region: string | null
}

const namePattern = /^([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]{1,128}))?$/

/**
 * Reads the four ways to name a function: `name`, `name:alias`, `123456789012:function:name` and the ARN.
 * Null for anything else. Source: FunctionName in the Invoke API reference.
 */
export function parseFunctionName(text: string): FunctionName | null {
  const arn = parseArn(text)
  if (arn) {
    const name = arn.service === 'lambda' ? /^function:(.+)$/.exec(arn.resource)?.[1] : undefined
    return name === undefined ? null : fromName(name, arn.account, arn.region)
  }
  const partial = /^(\d{12}):function:(.+)$/.exec(text)
  return partial ? fromName(partial[2]!, partial[1]!, null) : fromName(text, null, null)
}

function fromName(text: string, account: string | null, region: string | null): FunctionName | null {
  const match = namePattern.exec(text)
  if (!match) return null
  return { name: match[1]!, qualifier: match[2] ?? null, account, region }
}
