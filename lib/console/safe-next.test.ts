import { expect, it } from 'vitest'
import { safeNext } from './safe-next'

it('keeps a path of ours with its query', () => {
  expect(safeNext('/executions/arn%3Aaws?tab=events')).toBe('/executions/arn%3Aaws?tab=events')
})
it.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '',
  undefined,
])('sends %j home', (next) => {
  expect(safeNext(next)).toBe('/')
})
