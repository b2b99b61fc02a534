'use client'

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { classes } from '@/components/ui/classes'

const STEP_PX = 16

interface SplitterProps {
  /** Accessible name: what it makes larger. */
  label: string
  /** `vertical` stands between left and right. */
  orientation: 'vertical' | 'horizontal'
  /** Size in px of the panel after it. */
  size: number
  min: number
  max: number
  onResize: (size: number) => void
}

/** The gap between two sheets, which can be dragged or moved with arrow keys (WAI-ARIA "Window splitter"). */
export function Splitter({ label, orientation, size, min, max, onResize }: SplitterProps) {
  const from = useRef<{ at: number; size: number } | null>(null)
  const vertical = orientation === 'vertical'
  const place = (event: PointerEvent) => (vertical ? event.clientX : event.clientY)
  const resize = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))))
  const onKeyDown = (event: KeyboardEvent) => {
    const grow = vertical ? 'ArrowLeft' : 'ArrowUp'
    const shrink = vertical ? 'ArrowRight' : 'ArrowDown'
    const next = { [grow]: size + STEP_PX, [shrink]: size - STEP_PX, Home: min, End: max }[event.key]
    if (next === undefined) return
    event.preventDefault()
    resize(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can't be focused and dragged
    <div
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={classes(
        'group relative z-10 shrink-0 touch-none',
        vertical ? 'w-2 cursor-col-resize' : 'h-2 cursor-row-resize',
      )}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        from.current = { at: place(event), size }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => from.current && resize(from.current.size + from.current.at - place(event))}
      onPointerUp={() => {
        from.current = null
      }}
    >
      <span
        className={classes(
          'absolute rounded-full bg-stone-2 opacity-0 transition-opacity duration-fast group-hover:opacity-100 group-focus-visible:opacity-100',
          vertical ? 'top-1/2 left-0.5 h-10 w-1 -translate-y-1/2' : 'top-0.5 left-1/2 h-1 w-10 -translate-x-1/2',
        )}
      />
    </div>
  )
}
