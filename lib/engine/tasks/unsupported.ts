import type { TaskOutcome } from '../core/effects'
import type { TaskRunner } from '../ports/task-runner'

/**
 * Takes every resource that no runner before it took, and fails it so that a person knows what to do.
 * The error is `Passo.UnsupportedResource`, an ordinary task failure that Retry and Catch see.
 */
export const unsupported: TaskRunner = {
  accepts: () => true,
  async run({ resource }) {
    const cause = `This engine doesn't carry out ${resource}. It runs Lambda functions of local folders (lambda:invoke and function ARNs) and Bedrock models (bedrock:invokeModel, aws-sdk:bedrockruntime:converse and invokeModel). Call it from a local function, or run this workflow on AWS.`
    return { ok: false, error: 'Passo.UnsupportedResource', cause }
  },
}

/** The failure of a task whose resource is carried out, but not with this parameter. */
export function unsupportedParameter(parameter: string, needed: string, advice: string): TaskOutcome {
  const cause = `This engine doesn't carry out ${parameter}, which needs ${needed}. ${advice}`
  return { ok: false, error: 'Passo.UnsupportedParameter', cause }
}
