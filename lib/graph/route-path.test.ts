import { describe, expect, it } from 'vitest'
import { routePath } from './route-path'

describe('routePath', () => {
  it('stops a straight line where its arrow begins, and points the arrow along it', () => {
    const { line, arrow, length } = routePath([
      { x: 10, y: 0 },
      { x: 10, y: 40 },
    ])
    expect(line).toBe('M10 0L10 34')
    expect(arrow).toBe('M6.8 34L10 40L13.2 34Z')
    expect(length).toBe(34)
  })

  it('rounds corners by 12, and by less where a stretch is short', () => {
    const corner = (down: number) =>
      routePath([
        { x: 0, y: 0 },
        { x: 0, y: down },
        { x: 100, y: down },
      ]).line
    expect(corner(60)).toBe('M0 0L0 48Q0 60 12 60L94 60')
    expect(corner(10)).toBe('M0 0L0 5Q0 10 5 10L94 10')
  })

  it('draws nothing from less than two points', () => {
    expect(routePath([{ x: 1, y: 1 }])).toEqual({ line: '', arrow: '', length: 0 })
  })
})
