'use client'

import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

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
    toast(common('copied'))
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
      >
        <MenuItem icon={<Copy size={14} aria-hidden />} onSelect={copy}>
          {common('copyArn')}
        </MenuItem>
        <MenuItem danger icon={<Trash2 size={14} aria-hidden />} onSelect={() => setDeleting(true)}>
          {t('workflow.delete')}
        </MenuItem>
      </Menu>
      {deleting && <DeleteWorkflowDialog workflow={workflow} onClose={() => setDeleting(false)} />}
    </>
  )
}
