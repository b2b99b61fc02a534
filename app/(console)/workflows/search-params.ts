import { createLoader, createSerializer, parseAsInteger, parseAsString } from 'nuqs/server'

const PARAMS = { q: parseAsString.withDefault(''), page: parseAsInteger.withDefault(1) }

/** What the list of workflows keeps in its address: the search and the page. */
export const loadWorkflowsParams = createLoader(PARAMS)
export const writeWorkflowsParams = createSerializer(PARAMS)
