'use client'

import { CircleStop } from 'lucide-react'
import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { stopExecution } from '@/lib/console/actions/stop-execution'
import type { ConsoleError } from '@/lib/shared/console-error'

/** Stops the execution after one question that says what will happen. */
export function StopButton({ arn, name }: { arn: string; name: string }) {
  const t = useTranslations('execution')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<ConsoleError | null>(null)
  const [busy, startTransition] = useTransition()
  const stop = () =>
    startTransition(async () => {
      const stopped = await stopExecution({ executionArn: arn, reason })
      if (stopped.ok) setOpen(false)
      else setError(stopped.error)
    })
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)} aria-label={t('stop.button')}>
        <CircleStop size={15} aria-hidden />
        <span className="max-[1180px]:hidden">{t('stop.button')}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        width="sm"
        title={t('stop.title', { name })}
        description={t('stop.description')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
            <Button variant="danger" onClick={stop} disabled={busy}>
              <CircleStop size={15} aria-hidden />
              {t('stop.confirm')}
            </Button>
          </>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            stop()
          }}
        >
          <Field label={t('stop.reason')} hint={t('stop.reasonHint')}>
            {(control) => (
              <Input
                {...control}
                value={reason}
                maxLength={32_768}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </form>
        {error && <InlineError error={error} />}
      </Dialog>
    </>
  )
}
