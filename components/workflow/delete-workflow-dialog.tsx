'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { InlineError } from '@/components/feedback/inline-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { deleteWorkflow } from '@/lib/console/actions/delete-workflow'
import { useServerAct } from './use-server-act'

interface DeleteWorkflowDialogProps {
  workflow: { arn: string; name: string }
  onClose: () => void
}

/** Asks once, says what goes, deletes. */
export function DeleteWorkflowDialog({ workflow, onClose }: DeleteWorkflowDialogProps) {
  const t = useTranslations('workflows.delete')
  const common = useTranslations('common')
  const { busy, error, run } = useServerAct(() => deleteWorkflow(workflow.arn))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="sm"
      title={t('title', { name: workflow.name })}
      description={t('description')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" disabled={busy} onClick={run}>
            <Trash2 size={14} aria-hidden />
            {t(busy ? 'deleting' : 'submit')}
          </Button>
        </>
      }
    >
      {error && <InlineError error={error} />}
    </Dialog>
  )
}
