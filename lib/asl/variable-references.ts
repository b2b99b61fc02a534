import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json'
import { expressionVariables } from './expression-variables'
import type { StateMachineDefinition } from './types'
import type { VisitedState } from './visited-state'
import { walkStates } from './walk-states'

/** Fields of a state that hold other states, or nothing that is ever evaluated. */
const NEVER_READ = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Result', 'Retry', 'Comment'])

/** Fields whose `name.$` members are evaluated, at any depth. */
const TEMPLATES = new Set(['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'BatchInput', 'Credentials'])

/**
 * The workflow variables that each state reads, as DescribeStateMachine gives them: state names to sorted variable names,
 * without states that read none. A container doesn't count what its inner states read (measured).
 */
export function variableReferences(definition: StateMachineDefinition): Record<string, string[]> {
  const references: [string, string[]][] = []
  for (const visited of walkStates(definition)) {
    const names = readBy(visited)
    if (names.size > 0) references.push([visited.name, [...names].sort()])
  }
  return Object.fromEntries(references)
}

function readBy({ state, queryLanguage }: VisitedState): ReadonlySet<string> {
  const names = new Set<string>()
  const read = (text: string) => {
    for (const name of expressionVariables(text, queryLanguage)) names.add(name)
  }
  const fields = Object.entries(state as unknown as JsonObject).filter(([field]) => !NEVER_READ.has(field))
  if (queryLanguage === 'JSONata') for (const [, value] of fields) eachText(value, read)
  else for (const [field, value] of fields) readField(field, value, read)
  return names
}

function eachText(value: JsonValue, read: (text: string) => void) {
  if (typeof value === 'string') read(value)
  else if (Array.isArray(value)) for (const item of value) eachText(item, read)
  else if (isJsonObject(value)) for (const item of Object.values(value)) eachText(item, read)
}

/** A field of a JSONPath state: a path, a template, or an object with such fields (a Choice rule, a catcher, an ItemReader). */
function readField(field: string, value: JsonValue, read: (text: string) => void) {
  if (TEMPLATES.has(field)) readTemplate(value, read)
  else if (typeof value === 'string') {
    if (field === 'Variable' || field.endsWith('Path')) read(value)
  } else if (Array.isArray(value)) for (const item of value) readField(field, item, read)
  else if (isJsonObject(value)) for (const [name, member] of Object.entries(value)) readField(name, member, read)
}

function readTemplate(value: JsonValue, read: (text: string) => void) {
  if (Array.isArray(value)) for (const item of value) readTemplate(item, read)
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (!name.endsWith('.$')) readTemplate(member, read)
      else if (typeof member === 'string') read(member)
    }
  }
}
