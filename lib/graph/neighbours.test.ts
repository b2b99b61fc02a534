import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { layoutGraph } from './layout/layout-graph'
import { type Direction, Neighbours } from './neighbours'
import { projectGraph } from './project'
import { structureOf } from './structure'

const pass = (Next?: string) => ({ Type: 'Pass', ...(Next ? { Next } : { End: true }) })

const definition = {
  StartAt: 'Load',
  States: {
    Load: { Type: 'Task', Resource: 'r', Next: 'Ask', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Oops' }] },
    Ask: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.a', IsPresent: true, Next: 'Left' },
        { Variable: '$.b', IsPresent: true, Next: 'Fan' },
      ],
      Default: 'Right',
    },
    Left: { Type: 'Fail' },
    Right: { Type: 'Fail' },
    Fan: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A', States: { A: pass('A2'), A2: pass() } },
        { StartAt: 'B', States: { B: pass() } },
      ],
      Next: 'Done',
    },
    Done: pass(),
    Oops: { Type: 'Fail' },
  },
}

const neighbours = new Neighbours(
  layoutGraph(projectGraph(structureOf(definition as unknown as StateMachineDefinition), new Set()), 'design'),
)
const path = (name: string) =>
  ({
    A: '/States/Fan/Branches[0]/States/A',
    A2: '/States/Fan/Branches[0]/States/A2',
    B: '/States/Fan/Branches[1]/States/B',
  })[name] ?? `/States/${name}`

describe('Neighbours', () => {
  it('starts at the first state', () => {
    expect(neighbours.first()).toBe('/States/Load')
  })

  it.each<[string, Direction, string | null]>([
    ['Load', 'down', 'Ask'],
    ['Load', 'right', 'Oops'],
    ['Oops', 'left', 'Load'],
    ['Ask', 'left', 'Left'],
    ['Ask', 'right', 'Right'],
    ['Ask', 'down', 'Fan'],
    ['Fan', 'down', 'A'],
    ['A', 'right', 'B'],
    ['B', 'left', 'A'],
    ['A', 'down', 'A2'],
    ['A2', 'down', 'Done'],
    ['B', 'down', 'Done'],
    ['A', 'up', 'Fan'],
    ['Done', 'up', 'Fan'],
    ['Load', 'up', null],
    ['Done', 'down', null],
  ])('leads from %s %s to %s', (from, direction, to) => {
    expect(neighbours.of(path(from), direction)).toBe(to === null ? null : path(to))
  })
})
