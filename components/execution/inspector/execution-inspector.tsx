'use client'

import { useTranslations } from 'use-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { StatusPill } from '@/components/ui/status-pill'
import { Time } from '@/components/ui/time'
import { eventDetails } from '@/lib/execution/event-details'
import { executionMark } from '@/lib/execution/execution-mark'
import type { PayloadTab } from '../search-params'
import { FailurePanel } from './failure-panel'
import { Figures } from './figures'
import type { InspectorProps } from './inspector'
import { InspectorHeader } from './inspector-header'
import { PayloadTabs } from './payload-tabs'

/** The execution as a whole: error and cause, when it ran, its input and output. */
export function ExecutionInspector({ model, summary, outcome, description, data, onData }: InspectorProps) {
  const t = useTranslations('execution')
  const last = model.ended ? model.buffer.get(model.buffer.lastId) : null
  const ended = last ? eventDetails(last) : {}
  const error = ended.error ?? outcome?.error
  const cause = ended.cause ?? outcome?.cause
  const output = ended.output ?? description.output
  const failed = summary.status === 'FAILED' || summary.status === 'TIMED_OUT' || summary.status === 'ABORTED'
  const fallback: PayloadTab = output === null ? 'input' : 'output'
  return (
    <div className="flex h-full min-h-0 flex-col">
      <InspectorHeader
        title={t('inspector.execution')}
        meta={<StatusPill status={executionMark(summary.status)} variant="plain" />}
        actions={<CopyButton text={description.arn} label={t('copyArn')} size="md" />}
      />
      <ScrollRegion label={t('inspector.execution')} className="flex max-h-[55%] shrink-0 flex-col gap-3.5 px-4 pb-3">
        {failed && (error || cause) && (
          <FailurePanel error={error ?? ''} cause={cause ?? null} status={executionMark(summary.status)} />
        )}
        <Figures
          items={[
            {
              name: t('figures.started'),
              value: <Time at={summary.startedAtMs || description.startedAtMs} style="moment" />,
            },
            ...(summary.endedAtMs === null
              ? []
              : [{ name: t('figures.ended'), value: <Time at={summary.endedAtMs} style="moment" /> }]),
            { name: t('figures.workflow'), value: description.workflow },
          ]}
        />
        <p className="text-ink-3 text-read-2">{t('inspector.pick')}</p>
      </ScrollRegion>
      <div className="min-h-0 flex-1 px-3 pb-3">
        <PayloadTabs
          payloads={{
            input: { text: description.input, truncated: false },
            output: { text: output ?? null, truncated: false },
          }}
          value={data}
          fallback={fallback}
          onChange={onData}
          missing={model.ended ? t('data.none') : t('data.notYet')}
        />
      </div>
    </div>
  )
}
