import { expect, it } from 'vitest'
import { parseDefinition } from './parse-definition'
import { stateText } from './state-text'

const textOf = (document: string, ...location: string[]) => {
  const parsed = parseDefinition(document)
  return parsed.ok ? stateText(parsed.value.source, location) : 'not parsed'
}

it('gives a state as it was written, without the margin of its place', () => {
  const document = '{\n  "States": {\n    "A": {\n      "Type": "Pass",\n      "Result": [ 1,2 ]\n    }\n  }\n}'
  expect(textOf(document, 'States', 'A')).toBe('{\n  "Type": "Pass",\n  "Result": [ 1,2 ]\n}')
})
it('leaves a document of one line as it is', () => {
  expect(textOf('{"States":{"A":{"Type":"Pass"}}}', 'States', 'A')).toBe('{"Type":"Pass"}')
})
it('gives nothing for a state that is not there', () => {
  expect(textOf('{"States":{}}', 'States', 'A')).toBe('')
})
