import { expect, test } from 'vitest'
import { exampleInput } from './example-input'

test('the JSON after "Example input:" is the example', () => {
  expect(exampleInput('Greets. Example input: {"name": "Ana"}')).toEqual({ name: 'Ana' })
})

test('without an example, or with one that is not JSON, there is none', () => {
  expect(exampleInput(undefined)).toBeNull()
  expect(exampleInput('Greets.')).toBeNull()
  expect(exampleInput('Example input: {name}')).toBeNull()
})
