import { describe, expect, it } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { projectGraph } from '../project'
import { structureOf } from '../structure'
import { type GraphLayout, layoutGraph, type PlacedNode } from './layout-graph'
import { randomDefinition } from './testing'

const draw = (definition: unknown, mode: 'design' | 'execution' = 'design') =>
  layoutGraph(projectGraph(structureOf(definition as StateMachineDefinition), new Set()), mode)

const SEEDS = Array.from({ length: 250 }, (_, index) => index + 1)
const task = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...more })

const overlap = (a: PlacedNode, b: PlacedNode) =>
  a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5

function byScope(layout: GraphLayout): Map<string, PlacedNode[]> {
  const scopes = new Map<string, PlacedNode[]>()
  for (const placed of layout.nodes) scopes.set(placed.node.scope, [...(scopes.get(placed.node.scope) ?? []), placed])
  return scopes
}

function overlapping(layout: GraphLayout): string[] {
  const found: string[] = []
  for (const boxes of byScope(layout).values()) {
    boxes.forEach((a, index) => {
      for (const b of boxes.slice(index + 1)) if (overlap(a, b)) found.push(`${a.node.id} and ${b.node.id}`)
    })
  }
  return found
}

/** Boxes of a route's own scope that one of its stretches, or its label, lies on. */
function covered(layout: GraphLayout, what: 'route' | 'label'): string[] {
  const found: string[] = []
  const scopes = byScope(layout)
  const scopeOf = new Map(layout.nodes.map(({ node }) => [node.id, node.scope]))
  for (const { edge, points, label } of layout.edges) {
    const areas =
      what === 'label'
        ? label
          ? [
              {
                left: label.x - label.width / 2 + 8,
                right: label.x + label.width / 2 - 8,
                top: label.y - 6,
                low: label.y + 6,
              },
            ]
          : []
        : points.slice(1).map((b, index) => {
            const a = points[index]!
            return {
              left: Math.min(a.x, b.x) + 1,
              right: Math.max(a.x, b.x) - 1,
              top: Math.min(a.y, b.y) + 1,
              low: Math.max(a.y, b.y) - 1,
            }
          })
    for (const { node, x, y, width, height } of scopes.get(scopeOf.get(edge.source)!)!) {
      for (const { left, right, top, low } of areas) {
        const [midX, midY] = [(left + right) / 2, (top + low) / 2]
        const wide = Math.max(left, right) - Math.min(left, right)
        const tall = Math.max(top, low) - Math.min(top, low)
        const lies =
          Math.abs(midX - x - width / 2) < (wide + width) / 2 - 1 &&
          Math.abs(midY - y - height / 2) < (tall + height) / 2 - 1
        if (lies) found.push(`${what} ${edge.id} (${edge.kind}) on ${node.id}`)
      }
    }
  }
  return found
}

describe('layoutGraph', () => {
  it('draws the same definition the same way every time', () => {
    for (const seed of SEEDS.slice(0, 20)) {
      expect(draw(randomDefinition(seed, 40))).toEqual(draw(randomDefinition(seed, 40)))
    }
  })

  it('I1: keeps any two boxes of a scope apart', () => {
    for (const seed of SEEDS) {
      expect(overlapping(draw(randomDefinition(seed, 8 + (seed % 50)))), `seed ${seed}`).toEqual([])
    }
  })

  it.each([
    ['I2: leads no route through a box', 'route'],
    ['I3: lays no label on a box', 'label'],
  ] as const)('%s', (_, what) => {
    for (const seed of SEEDS) {
      expect(covered(draw(randomDefinition(seed, 8 + (seed % 50))), what), `seed ${seed}`).toEqual([])
    }
  })

  it('keeps what is inside a container inside, below its header', () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const layout = draw(randomDefinition(seed, 60), 'execution')
      const placed = new Map(layout.nodes.map((each) => [each.node.id as string, each]))
      for (const { node, x, y, width, height } of layout.nodes) {
        if (node.parent === null) continue
        const box = placed.get(node.parent)!
        expect(x, node.id).toBeGreaterThanOrEqual(box.x + 11)
        expect(x + width).toBeLessThanOrEqual(box.x + box.width - 11)
        expect(y).toBeGreaterThanOrEqual(box.y + 30)
        expect(y + height).toBeLessThanOrEqual(box.y + box.height - 11)
      }
    }
  })

  it('has a route for every transition, from its source to its target, with right angles only', () => {
    for (const seed of SEEDS.slice(0, 100)) {
      const definition = randomDefinition(seed, 40)
      const layout = draw(definition)
      const placed = new Map(layout.nodes.map((each) => [each.node.id, each]))
      for (const { edge, points } of layout.edges) {
        const ends = [
          [points[0]!, placed.get(edge.source)!],
          [points.at(-1)!, placed.get(edge.target)!],
        ] as const
        for (const [point, box] of ends) {
          expect(point.x).toBeGreaterThanOrEqual(box.x - 0.5)
          expect(point.x).toBeLessThanOrEqual(box.x + box.width + 0.5)
          expect(point.y).toBeGreaterThanOrEqual(box.y - 0.5)
          expect(point.y).toBeLessThanOrEqual(box.y + box.height + 0.5)
        }
        for (let index = 1; index < points.length; index++) {
          const [a, b] = [points[index - 1]!, points[index]!]
          expect(Math.abs(a.x - b.x) < 0.01 || Math.abs(a.y - b.y) < 0.01, edge.id).toBe(true)
        }
      }
      const open = [structureOf(definition)]
      for (let scope = open.pop(); scope; scope = open.pop()) {
        const names = new Map(scope.states.map((state) => [state.name, state.path as string]))
        for (const state of scope.states) {
          open.push(...state.scopes)
          for (const { target } of state.transitions) {
            const id = names.get(target) ?? `${scope.path}#missing/${target}`
            expect(layout.edges.some(({ edge }) => edge.source === state.path && edge.target === id)).toBe(true)
          }
        }
      }
    }
  })

  it('stands the branches of a Parallel in order from left to right', () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task({ End: true }) } })
    const layout = draw({
      StartAt: 'Fan',
      States: { Fan: { Type: 'Parallel', Branches: ['C', 'A', 'B'].map(branch), End: true } },
    })
    const x = (name: string) => layout.nodes.find(({ node }) => node.name === name)!.x
    expect(x('C')).toBeLessThan(x('A'))
    expect(x('A')).toBeLessThan(x('B'))
  })

  it('keeps the happy path on one line and a handler to its right, at the height of what fails', () => {
    const layout = draw({
      StartAt: 'Load',
      States: {
        Load: task({ Next: 'Check', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund' }] }),
        Check: { Type: 'Choice', Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Ship' }], Default: 'Ask' },
        Ask: task({ Next: 'Ship' }),
        Ship: task({ End: true }),
        Refund: task({ Next: 'Broken' }),
        Broken: { Type: 'Fail' },
      },
    })
    const box = (name: string) => layout.nodes.find(({ node }) => node.name === name)!
    expect(new Set(['Load', 'Check', 'Ship'].map((name) => box(name).x)).size).toBe(1)
    expect(box('Refund').y).toBe(box('Load').y)
    const right = Math.max(...['Load', 'Check', 'Ask', 'Ship'].map((name) => box(name).x + box(name).width))
    expect(box('Refund').x).toBeGreaterThan(right)
    expect(box('Broken').x).toBe(box('Refund').x)
  })

  it.each([
    ['nothing', {}],
    ['no states', { StartAt: 'A', States: {} }],
    ['a start that is missing', { StartAt: 'Nope', States: { A: { Type: 'Pass', End: true } } }],
    ['a state that leads to itself', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } }],
    [
      'a ring nothing leads to',
      {
        StartAt: 'A',
        States: { A: { Type: 'Succeed' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', Next: 'B' } },
      },
    ],
    ['states that are no objects', { StartAt: 'A', States: { A: 5, B: null, C: { Type: 'Nonsense', Next: 7 } } }],
    [
      'empty containers',
      { StartAt: 'A', States: { A: { Type: 'Parallel', Branches: [], Next: 'B' }, B: { Type: 'Map' } } },
    ],
    [
      'a catch that leads back to its own state',
      {
        StartAt: 'A',
        States: { A: task({ End: true, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }] }) },
      },
    ],
  ])('draws %s without a crossing', (_, definition) => {
    const layout = draw(definition)
    expect(overlapping(layout)).toEqual([])
    expect(covered(layout, 'route')).toEqual([])
    for (const { points } of layout.edges) for (const { x, y } of points) expect(Number.isFinite(x + y)).toBe(true)
  })

  it('lays out a chain of 10,000 states, and 2,000 that all catch to one handler', () => {
    const chain = (count: number, more: object) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `S${index}`,
          task({ ...(index === count - 1 ? { End: true } : { Next: `S${index + 1}` }), ...more }),
        ]),
      )
    expect(draw({ StartAt: 'S0', States: chain(10_000, {}) }).nodes).toHaveLength(10_002)
    const caught = chain(2_000, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Oops' }] })
    const layout = draw({ StartAt: 'S0', States: { ...caught, Oops: { Type: 'Fail' } } })
    const trunks = new Set(
      layout.edges.filter(({ edge }) => edge.kind === 'catch').map(({ points }) => points.at(-2)!.x),
    )
    expect(trunks.size).toBeLessThanOrEqual(2)
  })
})
