import { z } from 'zod'
import { fields } from './fields'
import { operation } from './operation'

export const validateStateMachineDefinition = operation({
  input: z.object({
    definition: fields.definition,
    type: fields.type.default('STANDARD'),
    severity: z.enum(['ERROR', 'WARNING']).default('ERROR'),
    maxResults: z.number().int().min(0).max(100).default(0),
  }),
  async run({ definition, type, severity, maxResults }, { engine }) {
    const diagnostics = await engine.validateDefinition(definition, type)
    const wanted = diagnostics.filter((diagnostic) => severity === 'WARNING' || diagnostic.severity === 'ERROR')
    const shown = wanted.slice(0, maxResults || 100)
    return {
      result: diagnostics.some((diagnostic) => diagnostic.severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: shown.map(({ offset: _, ...diagnostic }) => diagnostic),
      truncated: shown.length < wanted.length,
    }
  },
})
