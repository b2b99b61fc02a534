import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { EXECUTION_STATUSES } from '@/lib/execution/execution-mark'

const PARAMS = {
  tab: parseAsStringLiteral(['graph', 'executions', 'definition']).withDefault('graph'),
  status: parseAsStringLiteral(EXECUTION_STATUSES),
  after: parseAsString,
}

/** What a workflow's page keeps in its address: the view; of its executions, the status and the page. The graph adds `state`. */
export const loadWorkflowParams = createLoader(PARAMS)
export const writeWorkflowParams = createSerializer(PARAMS)
