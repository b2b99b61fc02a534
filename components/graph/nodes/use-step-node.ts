'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { StepStatus, StepView } from '@/lib/execution/step-view'
import type { StateNode } from '@/lib/graph/graph-model'
import { useGraph, useGraphValue } from '../graph-context'

const TYPES = ['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const

interface StepNode {
  step: StepView | undefined
  /** Null in design mode. */
  status: StepStatus | null
  selected: boolean
  /** For the one element of the node that takes the focus. */
  target: {
    ref: React.RefObject<HTMLElement | null>
    'data-state': string
    tabIndex: number
    'aria-label': string
    'aria-current': true | undefined
    onClick: () => void
    onDoubleClick: () => void
    onFocus: () => void
  }
}

/** What a card and a container's header share: their step, their name for screen readers, selection and focus. */
export function useStepNode(node: StateNode): StepNode {
  const t = useTranslations('graph')
  const { store, onSelect, onOpen } = useGraph()
  const step = useGraphValue((state) => state.step(node.path))
  const inExecution = useGraphValue((state) => state.inExecution())
  const selected = useGraphValue((state) => state.selected() === node.path)
  const focused = useGraphValue((state) => state.focused() === node.id)
  const ref = useRef<HTMLElement>(null)

  // The focus may have been sent to a node that wasn't drawn yet.
  useEffect(() => {
    if (focused && store.takesFocus() && document.activeElement !== ref.current)
      ref.current?.focus({ preventScroll: true })
  }, [focused, store])

  const status = inExecution ? (step?.status ?? 'not-reached') : null
  const type = t(`type.${TYPES.find((known) => known === node.state.Type) ?? 'unknown'}`)
  const name = node.name
  const label = status
    ? t('nameStatus', { name, type, status: t(`status.${status}`) })
    : t(node.reachable ? 'name' : 'nameUnreachable', { name, type })
  return {
    step,
    status,
    selected,
    target: {
      ref,
      'data-state': node.path,
      tabIndex: focused ? 0 : -1,
      'aria-label': label,
      'aria-current': selected ? true : undefined,
      onClick: () => onSelect(node.path),
      onDoubleClick: () => onOpen(node.path),
      onFocus: () => store.focus(node.id),
    },
  }
}
