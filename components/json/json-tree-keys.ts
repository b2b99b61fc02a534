import type { KeyboardEvent } from 'react'
import type { JsonLine } from './json-lines'

interface TreeActions {
  lines: readonly JsonLine[]
  at: number
  focus: (index: number) => void
  toggle: (line: JsonLine) => void
  copy: (text: string) => void
}

/** Keys of a tree (WAI-ARIA authoring practices, "Tree view"): arrows, Home and End walk, Left and Right close and open, c and p copy. */
export function treeKey(event: KeyboardEvent, { lines, at, focus, toggle, copy }: TreeActions): void {
  const line = lines[at]
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return
  const step = (from: number, by: 1 | -1) => {
    let next = from + by
    while (lines[next]?.kind === 'end') next += by
    if (lines[next]) focus(next)
  }
  const parent = () => {
    for (let up = at - 1; up >= 0; up -= 1) if ((lines[up]?.depth ?? 0) < line.depth) return focus(up)
  }
  const act = (): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        step(at, 1)
        return true
      case 'ArrowUp':
        step(at, -1)
        return true
      case 'ArrowRight':
        if (line.kind === 'closed') toggle(line)
        else if (line.kind === 'open') step(at, 1)
        return true
      case 'ArrowLeft':
        if (line.kind === 'open') toggle(line)
        else parent()
        return true
      case 'Home':
        focus(0)
        return true
      case 'End':
        step(lines.length, -1)
        return true
      case 'Enter':
        if (line.kind === 'open' || line.kind === 'closed') toggle(line)
        return true
      case 'c':
        copy(typeof line.value === 'string' ? line.value : JSON.stringify(line.value, null, 2))
        return true
      case 'p':
        copy(line.path)
        return true
      default:
        return false
    }
  }
  if (act()) event.preventDefault()
}
