'use client'

import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import type { StatePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import type { ExecutionGraphStatus } from '@/lib/execution/step-view'
import { layoutGraph } from '@/lib/graph/layout/layout-graph'
import { type GraphView, openingView } from '@/lib/graph/opening-view'
import { projectGraph } from '@/lib/graph/project'
import { structureOf } from '@/lib/graph/structure'
import { FlowCanvas } from './flow-canvas'
import { GraphContext, type GraphContextValue } from './graph-context'
import { GraphStore } from './graph-store'

interface WorkflowGraphProps {
  definition: StateMachineDefinition
  /** Absent in design mode. */
  status?: ExecutionGraphStatus
  selected?: StatePath | null
  onSelect?: (path: StatePath | null) => void
  /** Enter or double click on a state. */
  onOpen?: (path: StatePath) => void
  /** Offers to keep the running state in sight, switched on until the reader moves the view. */
  follow?: boolean
  className?: string
}

/** A definition as an interactive graph, with the status of an execution over it. Fills its container. */
export function WorkflowGraph({
  definition,
  status,
  selected = null,
  onSelect,
  onOpen,
  follow = false,
  className,
}: WorkflowGraphProps) {
  const t = useTranslations('graph')
  const [collapsed, setCollapsed] = useState<ReadonlySet<StatePath>>(new Set())
  const mode = status ? 'execution' : 'design'
  const structure = useMemo(() => structureOf(definition), [definition])
  const layout = useMemo(() => layoutGraph(projectGraph(structure, collapsed), mode), [structure, collapsed, mode])

  const [store] = useState(() => {
    const initial = new GraphStore()
    initial.setStatus(status)
    initial.select(selected)
    return initial
  })
  useLayoutEffect(() => store.setStatus(status), [store, status])
  useLayoutEffect(() => store.select(selected), [store, selected])

  // Measured before the first paint, so that the graph never shows up somewhere else first.
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<GraphView | null>(null)
  useLayoutEffect(() => {
    if (view !== null || !box.current) return
    const { clientWidth: width, clientHeight: height } = box.current
    setView(openingView(layout, { width, height }, store.selected() ?? [...store.live()].at(-1) ?? null))
  }, [view, layout, store])

  const handlers = useRef({ onSelect, onOpen })
  useEffect(() => {
    handlers.current = { onSelect, onOpen }
  })
  const context = useMemo(
    (): GraphContextValue => ({
      store,
      onSelect: (path) => handlers.current.onSelect?.(path),
      onOpen: (path) => handlers.current.onOpen?.(path),
      onToggle: (path) => {
        store.focus(path, true)
        setCollapsed((before) => {
          const next = new Set(before)
          if (!next.delete(path)) next.add(path)
          return next
        })
      },
    }),
    [store],
  )

  if (layout.nodes.length === 0) {
    return <p className={classes('grid h-full place-items-center text-ink-3', className)}>{t('empty')}</p>
  }
  return (
    <div ref={box} className={classes('relative h-full min-h-0 w-full min-w-0', className)}>
      <GraphContext value={context}>
        <ReactFlowProvider>{view && <FlowCanvas layout={layout} view={view} follow={follow} />}</ReactFlowProvider>
      </GraphContext>
    </div>
  )
}
