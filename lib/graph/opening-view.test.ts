import { describe, expect, test } from 'vitest'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { layoutGraph } from './layout/layout-graph'
import { openingView, wholeView } from './opening-view'
import { projectGraph } from './project'
import { structureOf } from './structure'

const ROOM = { width: 900, height: 600 }

const chain = (length: number) => {
  const names = Array.from({ length }, (_, index) => `S${index}`)
  const States = Object.fromEntries(
    names.map((name, index) => [
      name,
      { Type: 'Pass', ...(index === length - 1 ? { End: true } : { Next: names[index + 1] }) },
    ]),
  )
  return layoutGraph(
    projectGraph(structureOf({ StartAt: 'S0', States } as StateMachineDefinition), new Set()),
    'design',
  )
}

describe('the view a graph opens with', () => {
  test('a small graph is seen whole, in the middle and not enlarged', () => {
    const layout = chain(2)
    const view = openingView(layout, ROOM, null)
    expect(view).toEqual(wholeView(layout, ROOM))
    expect(view.zoom).toBe(1)
    expect(view.x + (layout.width * view.zoom) / 2).toBeCloseTo(ROOM.width / 2)
  })

  test('a tall graph opens at its start, readable and in the middle', () => {
    const layout = chain(60)
    const view = openingView(layout, ROOM, null)
    const start = layout.nodes.find(({ node }) => node.kind === 'start')
    expect(view.zoom).toBe(0.85)
    expect((start?.y ?? 0) * view.zoom + view.y).toBeCloseTo(32)
    expect(view.x + (layout.width * view.zoom) / 2).toBeCloseTo(ROOM.width / 2)
  })

  test('a tall graph opens at the node that is asked for, and at its start when there is none of that name', () => {
    const layout = chain(60)
    const placed = layout.nodes.find(({ node }) => node.id === '/States/S40')
    const view = openingView(layout, ROOM, '/States/S40')
    expect((placed?.y ?? 0) * view.zoom + view.y).toBeCloseTo(ROOM.height / 2)
    expect(openingView(layout, ROOM, '/States/Gone')).toEqual(openingView(layout, ROOM, null))
  })
})
