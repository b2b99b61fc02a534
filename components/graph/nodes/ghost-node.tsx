'use client'

import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { GhostFlowNode } from './flow-types'
import { Ports } from './ports'

/** Where a transition leads that has no state: a broken definition, drawn as far as it goes. */
export const GhostNode = memo(function GhostNode({ data: { node } }: NodeProps<GhostFlowNode>) {
  const t = useTranslations('graph')
  return (
    <div className="graph-card flex h-full w-full flex-col justify-center rounded-node border-[1.5px] border-fail border-dashed bg-fail-soft px-3">
      <Ports />
      <span className="graph-name truncate text-fail">{node.name || '?'}</span>
      <span className="graph-row-2 truncate text-meta/[16px] text-fail">{t('missing')}</span>
    </div>
  )
})
