'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { JsonProblem } from '@/lib/asl/json-syntax-error'
import { parseJson } from '@/lib/asl/parse-json'
import type { CodeMark } from './code-mark'

/** ICU selects take identifiers, so hyphens become underscores. */
const word = (name: string) => name.replaceAll('-', '_')

/** The values that a problem's message names. */
function namedIn(problem: JsonProblem): Record<string, string | number> {
  switch (problem.kind) {
    case 'token':
      return { token: problem.token }
    case 'character':
      return { character: problem.character, expected: word(problem.expected) }
    case 'end':
      return { inside: word(problem.inside) }
    case 'escape':
      return { character: problem.character }
    case 'number':
      return { reason: word(problem.reason) }
    case 'depth':
      return { limit: problem.limit }
    case 'control-character':
      return {}
  }
}

/** The first syntax error of a JSON text in the viewer's language, with its line and its mark for the editor; null when there is none. */
export function useJsonProblem(text: string): { line: number; message: string; marks: CodeMark[] } | null {
  const t = useTranslations('errors')
  return useMemo(() => {
    const parsed = parseJson(text)
    if (parsed.ok) return null
    const { problem, offset, line } = parsed.error
    const message = t(`json.${problem.kind}`, namedIn(problem))
    return { line, message, marks: [{ from: offset, to: offset + 1, severity: 'error', message }] }
  }, [text, t])
}
