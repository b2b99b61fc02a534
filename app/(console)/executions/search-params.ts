import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { EXECUTION_STATUSES } from '@/lib/execution/execution-mark'

/** What the list of executions keeps in its address: the status. */
export const loadExecutionsParams = createLoader({ status: parseAsStringLiteral(EXECUTION_STATUSES) })
