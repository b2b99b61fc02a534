import { expect, test } from 'vitest'
import type { Diagnostic } from './diagnostic'
import { invalidDefinitionMessage } from './invalid-definition-message'

const error = (code: string, message: string, location?: string): Diagnostic => ({
  severity: 'ERROR',
  code,
  message,
  ...(location && { location }),
})

test('every error is named with its place, and a missing place is the word null', () => {
  expect(invalidDefinitionMessage([error('A', 'one.', '/States/X'), error('B', 'two')])).toBe(
    "Invalid State Machine Definition: 'A: one. at /States/X, B: two at null'",
  )
})

test('a space that ends a message stands before its place', () => {
  expect(invalidDefinitionMessage([error('A', 'integration ', '/x')])).toBe(
    "Invalid State Machine Definition: 'A: integration  at /x'",
  )
})

test('warnings refuse nothing', () => {
  expect(invalidDefinitionMessage([{ severity: 'WARNING', code: 'NO_PATH', message: 'm', location: '/x' }])).toBeNull()
})
