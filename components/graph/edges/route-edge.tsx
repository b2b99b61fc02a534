'use client'

import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { transitionKey } from '@/lib/execution/step-view'
import { routePath } from '@/lib/graph/route-path'
import { useGraphValue } from '../graph-context'
import type { RouteFlowEdge } from '../nodes/flow-types'
import { RouteChip } from './route-chip'
import { routeLook } from './route-look'

/** Length of a dash and its gap, so that dashes of routes that share their last stretch fall together. */
const DASHES = { catch: 10, default: 14, off: 5 }

/** One route: its casing, its line with round corners, its arrow, and its label. */
export const RouteEdge = memo(function RouteEdge({ data }: EdgeProps<RouteFlowEdge>) {
  const placed = data?.placed
  const edge = placed?.edge
  const inExecution = useGraphValue((store) => store.inExecution())
  const walked = useGraphValue((store) => (edge?.to ? store.walked(transitionKey(edge.from, edge.to)) : 0))
  const live = useGraphValue((store) => edge?.to != null && edge.to !== '$end' && store.isLive(edge.to))
  const caught = useGraphValue(
    (store) => edge?.kind !== 'catch' || edge.from === '' || store.step(edge.from)?.status === 'caught',
  )
  if (!placed || !edge) return null
  const path = routePath(placed.points)
  const look = routeLook({ kind: edge.kind, loop: placed.loop, inExecution, walked: walked > 0 && caught, live })
  const period = look.endsWith('catch') ? DASHES.catch : look === 'default' ? DASHES.default : DASHES.off
  return (
    <>
      <path d={path.line} className={placed.depth > 0 ? 'graph-casing graph-casing-inner' : 'graph-casing'} />
      <path
        d={path.line}
        className={`graph-route graph-route-${look}`}
        style={{ strokeDashoffset: path.length % period }}
      />
      <path d={path.arrow} className={`graph-arrow graph-arrow-${look}`} />
      <RouteChip placed={placed} look={look} walked={walked} />
    </>
  )
})
