import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { eventRow, matchesEvent } from './event-row'
import { ExecutionModel } from './execution-model'
import { history } from './testing/history-script'

const definition = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      End: true,
      ItemProcessor: {
        StartAt: 'Ask',
        States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      },
    },
  },
}

const model = new ExecutionModel(definition as unknown as StateMachineDefinition)
const events = history([
  ['ExecutionStarted'],
  ['MapStateEntered', { name: 'Each' }],
  ['MapStateStarted', { length: 5 }],
  ['MapIterationStarted', { name: 'Each', index: 2 }],
  ['TaskStateEntered', { name: 'Ask' }],
  ['TaskScheduled', { resource: 'invoke', resourceType: 'lambda' }],
  ['TaskFailed', { error: 'Broken', cause: 'x' }],
  ['EvaluationFailed', { error: 'States.QueryEvaluationError', location: 'Output/a', state: 'Ask' }],
  ['ExecutionFailed', { error: 'Broken' }],
])
model.add(events)
const rows = events.map((event) => eventRow(event, model.tracker))

describe('a line of the event list', () => {
  it('names the step and the item an event belongs to, though the event itself names neither', () => {
    expect(rows.map(({ visit, item }) => [visit?.name ?? null, item])).toEqual([
      [null, null],
      ['Each', null],
      ['Each', null],
      ['Each', 2],
      ['Ask', 2],
      ['Ask', 2],
      ['Ask', 2],
      ['Ask', 2],
      [null, null],
    ])
  })

  it('tells the one thing worth reading', () => {
    expect(rows.map(({ detail }) => detail)).toEqual([
      '',
      '',
      '5',
      '',
      '',
      'lambda:invoke',
      'Broken',
      'States.QueryEvaluationError (Output/a)',
      'Broken',
    ])
  })

  it('is found by type, step, detail or id, whatever the case', () => {
    const found = (text: string) => rows.filter((row) => matchesEvent(row, text)).map(({ id }) => id)
    expect(found('taskfailed')).toEqual([7])
    expect(found(' ASK ')).toEqual([5, 6, 7, 8])
    expect(found('broken')).toEqual([7, 9])
    expect(found('')).toHaveLength(rows.length)
    expect(found('nothing of that')).toEqual([])
  })
})
