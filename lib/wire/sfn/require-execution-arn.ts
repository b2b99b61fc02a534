import { requireArn } from './require-arn'

/** Throws InvalidArn for what isn't an execution's ARN; AWS knows only Standard ones here, `express` lets the others in. */
export function requireExecutionArn(arn: string, express: boolean): void {
  if (express) requireArn(arn, 'execution', 'express')
  else requireArn(arn, 'execution')
}
