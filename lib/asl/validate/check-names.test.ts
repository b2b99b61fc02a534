import { expect, test } from 'vitest'
import { diagnose, machineOf } from '../testing/diagnose'

const END = { Type: 'Pass', End: true }

test('a state name may stand once in the whole machine, inner scopes included', () => {
  const branch = { StartAt: 'S', States: { S: END } }
  expect(diagnose(machineOf({ Type: 'Parallel', Branches: [branch] }))).toEqual([
    'DUPLICATE_STATE_NAME Duplicate State name: S at /States/S/Branches[0]/States/S',
  ])
})

test('a state written twice in one scope is an error, since the first would be lost', () => {
  expect(diagnose('{"StartAt":"S","States":{"S":{"Type":"Pass","End":true},"S":{"Type":"Succeed"}}}')).toEqual([
    'DUPLICATE_STATE_NAME Duplicate State name: S at /States/S',
  ])
})

test('a field written twice is a warning, since AWS takes the later one', () => {
  expect(diagnose('{"StartAt":"X","StartAt":"S","States":{"S":{"Type":"Succeed"}}}')).toEqual([
    "warning INVALID_JSON_DESCRIPTION Duplicate field 'StartAt': the later one is used at nowhere",
  ])
})

test('a state name has 80 characters at most, counted as people do', () => {
  const named = (name: string) => ({ StartAt: name, States: { [name]: END } })
  expect(diagnose(named('\u{1f600}'.repeat(80)))).toEqual([])
  const name = 'n'.repeat(81)
  const message = `Invalid State name: State '${name}' exceeds the 80-character limit allowed by the service`
  expect(diagnose(named(name))).toEqual([`INVALID_STATE_NAME ${message} at /States/${name}`])
})

test('a label has 40 characters at most and stands once', () => {
  const map = (label: string, inner: string, next: object) => ({
    Type: 'Map',
    Label: label,
    ItemProcessor: { StartAt: inner, States: { [inner]: END } },
    ...next,
  })
  const label = 'l'.repeat(41)
  expect(diagnose(machineOf(map(label, 'A', { Next: 'T' }), {}, { T: map(label, 'B', { End: true }) }))).toEqual([
    `INVALID_LABEL_NAME Invalid Label name: Label '${label}' exceeds the 40-character limit allowed by the service at /States/S/Label`,
    `DUPLICATE_LABEL_NAME Duplicate Label name: ${label} at /States/T/Label`,
    `INVALID_LABEL_NAME Invalid Label name: Label '${label}' exceeds the 40-character limit allowed by the service at /States/T/Label`,
  ])
})
