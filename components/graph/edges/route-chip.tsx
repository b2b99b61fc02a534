'use client'

import { EdgeLabelRenderer } from '@xyflow/react'
import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import type { PlacedEdge } from '@/lib/graph/layout/layout-graph'
import type { RouteLook } from './route-look'

interface RouteChipProps {
  placed: PlacedEdge
  look: RouteLook
  walked: number
}

/** What a route says: a condition, `default`, `catch`; a walked loop says how often. The full text is its title. */
export function RouteChip({ placed, look, walked }: RouteChipProps) {
  const t = useTranslations('graph')
  const { edge, label, loop, depth, points } = placed
  const again = loop && look.startsWith('walked') ? t('again', { count: walked }) : null
  const words = edge.label
    ? [
        edge.label.word === 'catch-all' ? t('catchAll') : edge.label.word && t(edge.label.word),
        edge.label.text,
        edge.label.more > 0 && `+${edge.label.more}`,
      ]
        .filter(Boolean)
        .join(' ')
    : null
  if (!words && !again) return null
  const from = points[1] ?? points[0]!
  const to = points[2] ?? from
  const place = label ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, width: 110 }
  return (
    <EdgeLabelRenderer>
      <span
        title={[edge.label?.title, again].filter(Boolean).join(' · ')}
        className={classes('graph-chip nopan', `graph-chip-${look}`, depth > 0 && 'graph-chip-inner')}
        style={{
          maxWidth: Math.max(Math.min(place.width * 1.5 + 10, place.width + 36), again ? 110 : 0),
          zIndex: depth * 10 + 4,
          transform: `translate(-50%, -50%) translate(${place.x}px, ${place.y}px)`,
        }}
      >
        {words && again ? `${words} ${t('visits', { count: walked })}` : (words ?? again)}
      </span>
    </EdgeLabelRenderer>
  )
}
