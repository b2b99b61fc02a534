'use client'

import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { Stone } from '@/components/ui/stone'
import { transitionKey } from '@/lib/execution/step-view'
import { useGraphValue } from '../graph-context'
import type { MarkFlowNode } from './flow-types'
import { Ports } from './ports'

/** The stone at the start and at each end; light until the execution has come there. */
export const MarkNode = memo(function MarkNode({ data: { node } }: NodeProps<MarkFlowNode>) {
  const t = useTranslations('graph')
  const passed = useGraphValue(
    (store) =>
      !store.inExecution() ||
      node.kind === 'start' ||
      store.walked(transitionKey(node.id.replace(/#end$/, ''), '$end')) > 0,
  )
  return (
    <span
      role="img"
      aria-label={t(node.kind === 'start' ? 'start' : 'end')}
      className={classes('relative block', passed ? 'text-ink' : 'text-stone-2')}
    >
      <Ports />
      <Stone size={14} />
    </span>
  )
})
