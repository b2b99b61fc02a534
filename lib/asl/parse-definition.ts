import { isJsonObject } from '@/lib/shared/json'
import { err, ok, type Result } from '@/lib/shared/result'
import type { JsonSource } from './json-source'
import type { JsonSyntaxError } from './json-syntax-error'
import { parseJson } from './parse-json'
import type { StateMachineDefinition } from './types'

/**
 * A definition with the place of everything in its text. The type is a promise that only `validateDefinition` checks:
 * `walkStates` and the other readers accept whatever JSON object stands here, so that a half-written document can be drawn.
 */
export interface ParsedDefinition {
  definition: StateMachineDefinition
  source: JsonSource
}

export type DefinitionParseError = ({ kind: 'syntax' } & JsonSyntaxError) | { kind: 'not-an-object'; message: string }

/** Parses the text of a state machine. Unknown fields are kept. Fails for text that isn't JSON, or whose root isn't an object. */
export function parseDefinition(text: string): Result<ParsedDefinition, DefinitionParseError> {
  const parsed = parseJson(text)
  if (!parsed.ok) return err({ kind: 'syntax', ...parsed.error })
  const { value, source } = parsed.value
  if (!isJsonObject(value)) return err({ kind: 'not-an-object', message: 'A definition must be a JSON object' })
  return ok({ definition: value as unknown as StateMachineDefinition, source })
}
