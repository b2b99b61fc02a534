import type { EngineIdentity } from '@/lib/engine/runtime/resource-names'

/** Where the engine says it is. The account is the one AWS uses in its examples. */
export const IDENTITY: EngineIdentity = { region: 'us-east-1', account: '123456789012' }

/** Roles are not checked here; the samples still need one to be valid on AWS. */
export const SAMPLE_ROLE_ARN = `arn:aws:iam::${IDENTITY.account}:role/passo-samples`
