import { describe, expect, test } from 'vitest'
import { findState, indexStates } from './find-state'
import { parseDefinition } from './parse-definition'
import { ROOT_SCOPE, type StatePath } from './state-path'
import type { StateMachineDefinition } from './types'
import { walkScopes, walkStates } from './walk-states'

const NESTED = `{
  "QueryLanguage": "JSONPath",
  "StartAt": "Fan",
  "States": {
    "Fan": {
      "Type": "Parallel",
      "QueryLanguage": "JSONata",
      "Next": "9",
      "Branches": [
        { "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } },
        { "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true, "Iterator": {
          "StartAt": "In/ner[0]", "States": { "In/ner[0]": { "Type": "Succeed", "QueryLanguage": "JSONata" } } } } } }
      ]
    },
    "9": { "Type": "Pass", "Next": "10" },
    "10": { "Type": "Succeed" }
  }
}`

function parsed(text: string) {
  const result = parseDefinition(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('walkStates', () => {
  const { definition, source } = parsed(NESTED)

  test('visits every state in the order of the text, each before the states inside it', () => {
    expect([...walkStates(definition, source.keys)].map(({ path }) => path)).toEqual([
      '/States/Fan',
      '/States/Fan/Branches[0]/States/A',
      '/States/Fan/Branches[1]/States/Each',
      '/States/Fan/Branches[1]/States/Each/Iterator/States/In/ner[0]',
      '/States/9',
      '/States/10',
    ])
  })

  test('a container passes its query language to nobody, the machine to everybody', () => {
    const languages = (text: string) =>
      [...walkStates(parsed(text).definition)].map(({ queryLanguage }) => queryLanguage)
    expect(languages(NESTED).filter((language) => language === 'JSONata')).toHaveLength(2)
    expect(new Set(languages(NESTED.replace('"JSONPath"', '"JSONata"')))).toEqual(new Set(['JSONata']))
  })

  test('a query language that is not exactly JSONPath is JSONata', () => {
    for (const language of ['"jsonpath"', '5', 'null']) {
      const [state] = walkStates(parsed(`{"States":{"A":{"Type":"Pass","QueryLanguage":${language}}}}`).definition)
      expect(state?.queryLanguage).toBe('JSONata')
    }
  })

  test('every location leads to its state in the text', () => {
    for (const { location, state } of walkStates(definition, source.keys)) {
      const span = source.span(location)
      expect(span && JSON.parse(source.text.slice(span.start, span.end))).toEqual(state)
    }
  })

  test('scopes come with their parent and depth, outermost first', () => {
    expect([...walkScopes(definition)].map(({ path, parent, depth }) => [path, parent, depth]).sort()).toEqual([
      [ROOT_SCOPE, null, 0],
      ['/States/Fan/Branches[0]', '/States/Fan', 1],
      ['/States/Fan/Branches[1]', '/States/Fan', 1],
      ['/States/Fan/Branches[1]/States/Each/Iterator', '/States/Fan/Branches[1]/States/Each', 2],
    ])
  })

  test.each([
    '{}',
    '{"States":[]}',
    '{"States":{"A":1,"B":{"Type":"Parallel","Branches":{"x":1}},"C":{"Type":"Map","ItemProcessor":4}}}',
  ])('a half-written document is walked as far as it goes: %s', (text) => {
    expect(() => [...walkScopes(parsed(text).definition)]).not.toThrow()
  })

  test('scopes nested as deep as a document allows are walked without exhausting the stack', () => {
    let scope = '{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}'
    for (let depth = 0; depth < 200; depth++) {
      scope = `{"StartAt":"P${depth}","States":{"P${depth}":{"Type":"Parallel","End":true,"Branches":[${scope}]}}}`
    }
    expect([...walkStates(parsed(scope).definition)]).toHaveLength(201)
  })
})

describe('findState', () => {
  const { definition } = parsed(NESTED)

  test('finds a state by its path, with names that look like paths', () => {
    const path = '/States/Fan/Branches[1]/States/Each/Iterator/States/In/ner[0]' as StatePath
    expect(findState(definition, path)?.state.Type).toBe('Succeed')
    expect(findState(definition, '/States/Nope' as StatePath)).toBeNull()
  })

  test('the index is made once for a definition', () => {
    expect(indexStates(definition)).toBe(indexStates(definition))
    expect(indexStates({ ...definition } as StateMachineDefinition)).not.toBe(indexStates(definition))
  })
})
