'use client'

import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'

const NewWorkflowDialog = dynamic(() => import('./new-workflow-dialog').then((module) => module.NewWorkflowDialog), {
  ssr: false,
})

/** Opens the dialog that makes a workflow from a definition. */
export function NewWorkflowButton() {
  const t = useTranslations('workflows')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus size={14} aria-hidden />
        {t('create.button')}
      </Button>
      {open && <NewWorkflowDialog onClose={() => setOpen(false)} />}
    </>
  )
}
