import { expect, test } from 'vitest'
import { language } from './language'

test.each([
  [
    'no json',
    "Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
  [
    '{\n "a": 1,\n "b" 2}',
    "Unexpected character ('2' (code 50)): was expecting a colon to separate field name and value",
  ],
])("an input %j is refused in AWS's words, without the place", (input, message) => {
  expect(language.explainJson(input)).toBe(message)
})

test('an invalid definition is told with every finding', () => {
  const findings = language.validateDefinition('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}', 'STANDARD')
  expect(language.describeInvalidDefinition(findings)).toMatch(
    /^Invalid State Machine Definition: '.*MISSING_TRANSITION_TARGET.*'$/,
  )
})
