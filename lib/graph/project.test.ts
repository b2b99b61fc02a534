import { describe, expect, it } from 'vitest'
import type { StatePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { projectGraph } from './project'
import { structureOf } from './structure'

const project = (definition: unknown, collapsed: string[] = []) =>
  projectGraph(structureOf(definition as StateMachineDefinition), new Set(collapsed as StatePath[]))

const nested = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      End: true,
      ItemProcessor: {
        StartAt: 'Fan',
        States: {
          Fan: {
            Type: 'Parallel',
            End: true,
            Branches: [{ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }],
          },
        },
      },
    },
  },
}

describe('projectGraph', () => {
  it('lets transitions between the same two states share a route, catchers apart', () => {
    const { scopes } = project({
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.a', NumericEquals: 1, Next: 'Work' },
            { Variable: '$.b', NumericEquals: 2, Next: 'Work' },
          ],
          Default: 'Work',
        },
        Work: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Next: 'Done',
          Catch: [
            { ErrorEquals: ['A'], Next: 'Done' },
            { ErrorEquals: ['States.ALL'], Next: 'Done' },
          ],
        },
        Done: { Type: 'Succeed' },
      },
    })
    const routes = scopes[0]!.edges.map(({ source, target, kind, label }) => [source, target, kind, label?.more])
    expect(routes).toEqual([
      ['#start', '/States/Ask', 'start', undefined],
      ['/States/Ask', '/States/Work', 'choice', 2],
      ['/States/Work', '/States/Done', 'next', undefined],
      ['/States/Work', '/States/Done', 'catch', 1],
    ])
  })

  it('gives every end of the root scope a mark of its own, and inner scopes none', () => {
    const marks = [...project(nested).nodes.values()].filter(({ kind }) => kind === 'end' || kind === 'start')
    expect(marks.map(({ id }) => id)).toEqual(['#start', '/States/Each#end'])
  })

  it('draws a missing target as one ghost, marks what nothing leads to, and passes over what is no state', () => {
    const { scopes } = project({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'Gone' }, B: { Type: 'Pass', Next: 'Gone' }, C: 'not a state' },
    })
    expect(scopes[0]!.nodes.filter(({ kind }) => kind === 'ghost').map(({ name }) => name)).toEqual(['Gone'])
    const reachable = scopes[0]!.nodes.flatMap((node) => (node.kind === 'state' ? [[node.name, node.reachable]] : []))
    expect(reachable).toEqual([
      ['A', true],
      ['B', false],
    ])
  })

  it('leaves out what is inside a collapsed container, and still counts it', () => {
    const { nodes, scopes } = project(nested, ['/States/Each'])
    expect(scopes).toHaveLength(1)
    expect(nodes.get('/States/Each')).toMatchObject({ container: true, scopes: [], inside: 2 })
  })

  it('writes route ends as an execution counts them', () => {
    const [root, inner] = project(nested).scopes
    expect(root!.edges.map(({ from, to }) => [from, to])).toEqual([
      ['', '/States/Each'],
      ['/States/Each', '$end'],
    ])
    expect(inner!.path).toBe('/States/Each/ItemProcessor')
  })
})
