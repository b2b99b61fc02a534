'use client'

import { useEffect, useState } from 'react'
import type { StatePath } from '@/lib/asl/state-path'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'
import { useGraphValue } from './graph-context'
import type { Camera } from './use-camera'

/** Keeps the running state in sight while switched on. `following` is null where it isn't offered. */
export function useFollow(offered: boolean, layout: GraphLayout, camera: Camera) {
  const [following, setFollowing] = useState(true)
  const running = useGraphValue((store) => deepest(store.live()))
  const drawn = running !== null && layout.nodes.some((placed) => placed.node.id === running)
  useEffect(() => {
    if (offered && following && running !== null && drawn) camera.centre(running, true)
  }, [offered, following, running, drawn, camera])
  return { following: offered ? following : null, setFollowing }
}

/** The innermost of the live states, the last of equals: its containers are live too. */
function deepest(live: ReadonlySet<StatePath>): StatePath | null {
  let best: StatePath | null = null
  let bestDepth = -1
  for (const path of live) {
    const depth = path.split('/States/').length
    if (depth < bestDepth) continue
    best = path
    bestDepth = depth
  }
  return best
}
