'use client'

import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { notify } from '@/components/ui/notify'

const DeleteWorkflowDialog = dynamic(
  () => import('./delete-workflow-dialog').then((module) => module.DeleteWorkflowDialog),
  { ssr: false },
)

/** The rarer acts on a workflow. */
export function WorkflowMenu({ workflow }: { workflow: { arn: string; name: string } }) {
  const t = useTranslations('workflows')
  const common = useTranslations('common')
  const [deleting, setDeleting] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(workflow.arn)
    notify(common('copied'))
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" icon aria-label={t('workflow.more')} title={t('workflow.more')}>
            <Ellipsis size={16} aria-hidden />
          </Button>
        }
        entries={[
          { kind: 'act', label: common('copyArn'), icon: <Copy size={14} aria-hidden />, onSelect: copy },
          {
            kind: 'act',
            danger: true,
            label: t('workflow.delete'),
            icon: <Trash2 size={14} aria-hidden />,
            onSelect: () => setDeleting(true),
          },
        ]}
      />
      {deleting && <DeleteWorkflowDialog workflow={workflow} onClose={() => setDeleting(false)} />}
    </>
  )
}
