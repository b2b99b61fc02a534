'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useDetails } from './use-details'

/** Opens what is known about the workflow, where the window has no room to show it beside the graph. */
export function DetailsButton() {
  const t = useTranslations('workflows.workflow')
  const [details, setDetails] = useDetails()
  return (
    <Button
      className="min-[1181px]:hidden"
      aria-expanded={details}
      onClick={() => void setDetails(details ? null : true)}
    >
      {t('details')}
    </Button>
  )
}
