import { expect, it } from 'vitest'
import { aboutText } from './about-text'

it('leaves out the example input', () => {
  expect(aboutText('Ranks answers. Example input: {"topic": "tides"}')).toBe('Ranks answers.')
})
it('gives null where nothing is said', () => {
  expect(aboutText('Example input: {}')).toBeNull()
  expect(aboutText(undefined)).toBeNull()
  expect(aboutText(7)).toBeNull()
})
