import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'

interface InspectorHeaderProps {
  title: string
  /** Status and kind, under the title. */
  meta: ReactNode
  actions?: ReactNode
  onClose?: () => void
}

/** Who the inspector is about. */
export function InspectorHeader({ title, meta, actions, onClose }: InspectorHeaderProps) {
  const t = useTranslations('common')
  return (
    <div className="flex shrink-0 items-center gap-2 pt-3.5 pr-2.5 pb-2.5 pl-4">
      <div className="min-w-0 flex-1">
        <h2 className="break-words text-h1">{title}</h2>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-dense text-ink-3">{meta}</div>
      </div>
      {actions}
      {onClose && (
        <Button variant="ghost" icon aria-label={t('close')} title={t('close')} onClick={onClose}>
          <X size={16} aria-hidden />
        </Button>
      )}
    </div>
  )
}
