import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { StatusMark } from '@/components/ui/status-mark'
import type { Visit } from '@/lib/execution/visit'

interface VisitSwitcherProps {
  visits: readonly Visit[]
  current: Visit
  onVisit: (visit: Visit) => void
}

/** Goes through the visits of a state that was entered more than once, items of a Map included. */
export function VisitSwitcher({ visits, current, onVisit }: VisitSwitcherProps) {
  const t = useTranslations('execution')
  if (visits.length < 2) return null
  const at = visits.indexOf(current)
  const before = visits[at - 1]
  const next = visits[at + 1]
  const item = current.frame.map ? current.frame.index : null
  return (
    <nav aria-label={t('visits.title')} className="flex items-center gap-1 text-dense">
      <Button
        variant="ghost"
        size="sm"
        icon
        aria-label={t('visits.previous')}
        disabled={!before}
        onClick={() => before && onVisit(before)}
      >
        <ChevronLeft size={14} aria-hidden />
      </Button>
      <span className="flex items-center gap-1.5 tabular-nums">
        <StatusMark status={current.status} size={12} />
        {t('visits.at', { at: at + 1, count: visits.length })}
        {item !== null && <span className="text-ink-3">{t('item', { number: item })}</span>}
      </span>
      <Button
        variant="ghost"
        size="sm"
        icon
        aria-label={t('visits.next')}
        disabled={!next}
        onClick={() => next && onVisit(next)}
      >
        <ChevronRight size={14} aria-hidden />
      </Button>
    </nav>
  )
}
