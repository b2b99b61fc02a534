'use client'

import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { StatusPill } from '@/components/ui/status-pill'
import type { StatePath } from '@/lib/asl/state-path'
import { visitDetail } from '@/lib/execution/visit-detail'
import type { PayloadTab } from '../search-params'
import { AttemptList } from './attempt-list'
import { BedrockConversation } from './bedrock-conversation'
import { FailurePanel } from './failure-panel'
import type { InspectorProps } from './inspector'
import { InspectorHeader } from './inspector-header'
import { PayloadTabs } from './payload-tabs'
import { StepFigures } from './step-figures'
import { VisitSwitcher } from './visit-switcher'

const SHOWS_ATTEMPTS = 1

/** One step: why it failed first, then figures, attempts, the conversation with the model, and its data. */
export function StepInspector({
  model,
  visit,
  step,
  data,
  onData,
  onVisit,
  onClose,
}: InspectorProps & { step: string }) {
  const t = useTranslations('execution')
  const visited = model.index.at(step as StatePath)
  if (!visit) return <NotReached name={visited?.name ?? step} type={visited?.state.Type} onClose={onClose} />
  const detail = visitDetail(visit, model.buffer)
  const { bedrock, failure } = detail
  const open = visit.endedAtMs === null
  const kind = bedrock?.modelName ?? visit.type
  const conversation = bedrock && (bedrock.prompt || bedrock.answer)
  const fallback: PayloadTab = detail.output.text ? 'output' : 'input'
  return (
    <div className="flex h-full min-h-0 flex-col">
      <InspectorHeader
        title={visit.name}
        meta={
          <>
            <StatusPill status={visit.status} variant="plain" word={retryWord(t, visit.retry)} />
            <span>{kind}</span>
          </>
        }
        onClose={onClose}
      />
      <ScrollRegion
        label={t('inspector.about', { name: visit.name })}
        className={classes(
          'flex flex-col gap-3.5 px-4',
          conversation ? 'min-h-0 flex-1 pb-4' : 'max-h-[55%] shrink-0 pb-3',
        )}
      >
        <VisitSwitcher visits={model.visitsOf(visit.path)} current={visit} onVisit={onVisit} />
        {failure && <FailurePanel error={failure.error} cause={failure.cause} status={visit.status} />}
        <StepFigures detail={detail} />
        {(detail.attempts.length > SHOWS_ATTEMPTS || visit.retry) && (
          <AttemptList visit={visit} attempts={detail.attempts} />
        )}
        {conversation && <BedrockConversation bedrock={bedrock} answering={open && visit.status === 'running'} />}
      </ScrollRegion>
      <div className={conversation ? 'h-[42%] shrink-0 px-3 pb-3' : 'min-h-0 flex-1 px-3 pb-3'}>
        <PayloadTabs
          key={visit.id}
          payloads={{
            input: detail.input,
            output: detail.output,
            ...(detail.variables.text ? { variables: detail.variables } : {}),
            ...(detail.request.text ? { request: detail.request } : {}),
          }}
          value={data}
          fallback={fallback}
          onChange={onData}
          missing={open ? t('data.notYet') : t('data.none')}
        />
      </div>
    </div>
  )
}

type Translate = ReturnType<typeof useTranslations<'execution'>>

const retryWord = (t: Translate, retry: { attempt: number; maxAttempts: number } | null) =>
  retry ? t('retryOf', { retry: retry.attempt - 1, retries: retry.maxAttempts - 1 }) : undefined

function NotReached({ name, type, onClose }: { name: string; type: string | undefined; onClose: () => void }) {
  const t = useTranslations('execution')
  return (
    <div className="flex h-full flex-col">
      <InspectorHeader
        title={name}
        meta={
          <>
            <StatusPill status="not-reached" variant="plain" />
            {type && <span>{type}</span>}
          </>
        }
        onClose={onClose}
      />
      <p className="px-4 text-ink-2 text-read-2">{t('inspector.notReached')}</p>
    </div>
  )
}
