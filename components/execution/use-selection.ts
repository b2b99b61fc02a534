'use client'

import { useQueryStates } from 'nuqs'
import { useCallback, useEffect, useRef } from 'react'
import type { StatePath } from '@/lib/asl/state-path'
import type { EventRow } from '@/lib/execution/event-row'
import type { ExecutionModel } from '@/lib/execution/execution-model'
import type { TimelineRow } from '@/lib/execution/timeline'
import type { Visit } from '@/lib/execution/visit'
import { executionSearchParams, type Panel, type PayloadTab } from './search-params'

/**
 * What is selected on the page, kept in its address. A step that the definition doesn't have counts as none. A failed step selects itself, once, when the execution has failed and nothing
 * is selected.
 */
export function useSelection(model: ExecutionModel, ended: boolean) {
  const [params, setParams] = useQueryStates(executionSearchParams)
  const asked = params.step as StatePath | null
  const step = asked !== null && model.index.at(asked) ? asked : null
  const chosen =
    params.visit === null || step === null ? null : model.visitsOf(step).find(({ id }) => id === params.visit)
  const visit = step === null ? null : (chosen ?? model.shownVisit(step))

  const opened = useRef(false)
  useEffect(() => {
    if (!ended || opened.current) return
    opened.current = true
    const failed = step === null ? model.failedVisit() : null
    if (failed) void setParams({ step: failed.path, visit: failed.id })
  }, [ended, model, step, setParams])

  const selectVisit = useCallback((next: Visit) => void setParams({ step: next.path, visit: next.id }), [setParams])
  return {
    step,
    visit,
    panel: params.panel,
    data: params.data,
    event: params.event,
    selectStep: useCallback(
      (path: StatePath | null) => void setParams({ step: path, visit: null, event: null }),
      [setParams],
    ),
    selectVisit,
    selectRow: (row: TimelineRow) => {
      const failed = row.item === null ? null : itemVisit(model, row)
      if (failed) selectVisit(failed)
      else void setParams({ step: row.path, visit: row.visitId })
    },
    selectEvent: (row: EventRow) =>
      void setParams({ event: row.id, ...(row.visit ? { step: row.visit.path, visit: row.visit.id } : {}) }),
    setPanel: (panel: Panel) => void setParams({ panel }),
    setData: (data: PayloadTab) => void setParams({ data }),
  }
}

/** The visit that stands for an item's row: the last one of that item. */
function itemVisit(model: ExecutionModel, row: TimelineRow): Visit | null {
  const map = model.visitsOf(row.path).find(({ id }) => id === row.visitId)
  return (row.item === null ? null : map?.items?.byIndex.get(row.item)?.frame.visits.at(-1)) ?? null
}
