import { invalidDefinitionMessage } from '@/lib/asl/invalid-definition-message'
import { parseJson } from '@/lib/asl/parse-json'
import { jsonSyntaxDiagnostic } from '@/lib/asl/validate/json-syntax-diagnostic'
import { validateDefinition } from '@/lib/asl/validate/validate-definition'
import type { Language } from '@/lib/engine/ports/language'

/** The states language as the engine uses it. */
export const language: Language = {
  validateDefinition: (definition, type) => validateDefinition(definition, { type }),
  describeInvalidDefinition: (diagnostics) =>
    invalidDefinitionMessage(diagnostics) ?? 'Invalid State Machine Definition',
  explainJson(text) {
    const parsed = parseJson(text)
    if (parsed.ok) return 'Invalid execution input.'
    // AWS gives the place of the fault for definitions, and leaves it out for inputs.
    return jsonSyntaxDiagnostic(text, parsed.error).message.split('\n at ', 1)[0] ?? ''
  },
}
