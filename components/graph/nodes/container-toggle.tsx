'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import type { StateNode } from '@/lib/graph/graph-model'
import { useGraph } from '../graph-context'

interface ContainerToggleProps {
  node: StateNode
  expanded: boolean
  className?: string
}

/** Collapses or expands a Parallel or Map. */
export function ContainerToggle({ node, expanded, className }: ContainerToggleProps) {
  const t = useTranslations('graph')
  const { onToggle } = useGraph()
  const Icon = expanded ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={expanded}
      aria-label={t(expanded ? 'collapse' : 'expand', { name: node.name })}
      onClick={() => onToggle(node.path)}
      className={classes(
        'graph-toggle grid size-6 place-items-center rounded-chip text-ink-3 hover:bg-hover hover:text-ink',
        className,
      )}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  )
}
